import Type from "typebox";
import { updateGroup as update } from "../../links/update-group.ts";
import { expectedVersions, withPresentRow } from "../versions.ts";
import { whenGone } from "../when-gone.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { groupRow } from "./get-group.ts";
import { decodeGroup, GroupId, GroupName, groupFields } from "./group-fields.ts";
import { openReading } from "./reading.ts";
import { WIRE_NAMES } from "./wire-names.ts";

const body = Type.Object(
  { grpIdx: GroupId, nm: Type.Optional(GroupName), ...groupFields },
  { additionalProperties: false },
);
const read = compileFields(body);

export const updateGroup: Endpoint = (app, acting) => {
  const schema = {
    body,
    summary: "Change a group, and at once what holds for all its links",
    tags: ["groups"],
  };
  const errorHandler = withPresentRow(WIRE_NAMES, (request, language) =>
    groupRow(acting(request), read(fieldsOf(request.body)).grpIdx, language),
  );
  app.put("/api/link-group/v1/update", { schema, errorHandler }, async (request, reply) => {
    const ctx = { ...acting(request), gone: whenGone(reply.raw) };
    const sent = fieldsOf(request.body);
    const reading = await openReading(ctx, [sent]);
    const wire = read(sent, reading.checks);
    const secret = await update(ctx, {
      id: wire.grpIdx,
      change: decodeGroup(wire, reading),
      expected: expectedVersions(request.headers["if-match"]),
    });
    return success(secret);
  });
};
