import { Fault } from "../../kit/fault.ts";
import { createLinks } from "../../links/create-links.ts";
import { whenGone } from "../when-gone.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { decodeNewLink, NewLinkFields } from "./link-fields.ts";
import { openReading } from "./reading.ts";

const read = compileFields(NewLinkFields);

export const createLink: Endpoint = (app, acting) => {
  const schema = { body: NewLinkFields, summary: "Make a link", tags: ["links"] };
  app.post("/api/link/v2/create", { schema }, async (request, reply) => {
    const ctx = { ...acting(request), gone: whenGone(reply.raw) };
    const body = fieldsOf(request.body);
    const reading = await openReading(ctx, [body]);
    const link = decodeNewLink(read(body, reading.checks), reading);
    const [made] = await createLinks(ctx, {
      links: [link],
      createdBy: ctx.actor.kind === "member" ? "dashboard" : "api",
    });
    if (made === undefined || made instanceof Fault) throw made;
    return success(made.shortUrl);
  });
};
