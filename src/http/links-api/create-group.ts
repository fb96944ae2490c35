import Type from "typebox";
import { createGroup as create } from "../../links/create-group.ts";
import { whenGone } from "../when-gone.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { decodeGroup, GroupName, groupFields } from "./group-fields.ts";
import { openReading } from "./reading.ts";

const body = Type.Object({ nm: GroupName, ...groupFields }, { additionalProperties: false });
const read = compileFields(body);

export const createGroup: Endpoint = (app, acting) => {
  const schema = { body, summary: "Make a group of links", tags: ["groups"] };
  app.post("/api/link-group/v1/create", { schema }, async (request, reply) => {
    const ctx = { ...acting(request), gone: whenGone(reply.raw) };
    const sent = fieldsOf(request.body);
    const reading = await openReading(ctx, [sent]);
    const wire = read(sent, reading.checks);
    const { id, secret } = await create(ctx, { ...decodeGroup(wire, reading), name: wire.nm });
    return success({ grpIdx: id, webhookSecretKey: secret });
  });
};
