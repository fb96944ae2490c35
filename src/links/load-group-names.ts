import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { findGroupNames } from "./store/group-rows.ts";

/** The names of groups by number, in the order asked; group_unknown where one is not the workspace's. */
export async function loadGroupNames(
  ctx: WorkspaceContext,
  groupIds: readonly number[],
): Promise<Map<number, string>> {
  const names = await findGroupNames(ctx.db, ctx.workspace.id, groupIds);
  return new Map(
    groupIds.map((id) => {
      const name = names.get(id);
      if (name === undefined) throw new Fault("group_unknown", { field: "groupIds" });
      return [id, name];
    }),
  );
}
