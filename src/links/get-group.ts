import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import type { CountedGroup } from "./group.ts";
import { findGroupRow } from "./store/group-rows.ts";
import { findTally } from "./store/tallies.ts";

export async function getGroup(ctx: WorkspaceContext, groupId: number): Promise<CountedGroup> {
  const group = await findGroupRow(ctx.db, ctx.workspace.id, groupId);
  if (group === undefined) throw new Fault("group_unknown", { field: "groupId" });
  return { ...group, links: await findTally(ctx.db, ctx.workspace.id, groupId) };
}
