import { deleteLink as remove } from "../../links/delete-link.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { decodeLinkName, LinkNameFields, linkNameChecks } from "./link-name.ts";

const read = compileFields(LinkNameFields, { query: true, also: linkNameChecks });

export const deleteLink: Endpoint = (app, acting) => {
  const schema = {
    querystring: LinkNameFields,
    summary: "Delete a link for good",
    tags: ["links"],
  };
  app.delete("/api/link/v1/delete", { schema }, async (request) => {
    await remove(acting(request), decodeLinkName(read(fieldsOf(request.query))));
    return success(null);
  });
};
