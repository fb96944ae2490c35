import type { WorkspaceContext } from "../../context.ts";
import { getGroup as load } from "../../links/get-group.ts";
import { countGroupClicks } from "../../statistics/count-group-clicks.ts";
import { etagOf, type PresentRow } from "../versions.ts";
import { fieldsOf } from "../wire/body.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { encodeGroup } from "./group-fields.ts";
import { GroupIdFields, readGroupIdOfQuery } from "./group-id.ts";

export const getGroup: Endpoint = (app, acting) => {
  const schema = {
    querystring: GroupIdFields,
    summary: "One group with what it has set",
    tags: ["groups"],
  };
  app.get("/api/link-group/v1/get", { schema }, async (request, reply) => {
    const { grpIdx } = readGroupIdOfQuery(fieldsOf(request.query));
    const { version, row } = await groupRow(acting(request), grpIdx);
    reply.header("ETag", etagOf(version));
    return success(row);
  });
};

export async function groupRow(ctx: WorkspaceContext, groupId: number): Promise<PresentRow> {
  const group = await load(ctx, groupId);
  const figures = await countGroupClicks(ctx, groupId);
  return { version: group.version, row: encodeGroup(group, ctx.workspace.timeZone, figures) };
}
