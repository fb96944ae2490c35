import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { markGroupDeleted } from "./store/group-rows.ts";

/** Marks one row, whatever the group holds: its links are without a group from then on. */
export async function deleteGroup(ctx: WorkspaceContext, groupId: number): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.db.transaction(async (tx) => {
    const name = await markGroupDeleted(tx, workspaceId, groupId, ctx.clock());
    if (name === undefined) throw new Fault("group_unknown", { field: "groupId" });
    recordAudit(ctx, tx, { workspaceId, action: "group.delete", target: name });
    await ctx.enqueue(tx, "links.clear-group", { workspaceId, groupId });
    await ctx.changes.announce(tx, [{ kind: "group", key: String(groupId) }]);
  }, "write");
}
