import { deleteGroup as remove } from "../../links/delete-group.ts";
import { fieldsOf } from "../wire/body.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { GroupIdFields, readGroupIdOfQuery } from "./group-id.ts";

export const deleteGroup: Endpoint = (app, acting) => {
  const schema = {
    querystring: GroupIdFields,
    summary: "Delete a group; its links stay, under their own settings",
    tags: ["groups"],
  };
  app.delete("/api/link-group/v1/delete", { schema }, async (request) => {
    await remove(acting(request), readGroupIdOfQuery(fieldsOf(request.query)).grpIdx);
    return success(null);
  });
};
