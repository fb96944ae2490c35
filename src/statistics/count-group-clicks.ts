import type { WorkspaceContext } from "../context.ts";
import { EVER } from "./quarters.ts";
import { type Figures, sumOf } from "./scope.ts";
import { tallySlots } from "./store/figures.ts";

/** All that counts for a group; as people those of each link and day. */
export async function countGroupClicks(ctx: WorkspaceContext, groupId: number): Promise<Figures> {
  const of = { workspaceId: ctx.workspace.id, kind: "group", ids: [groupId] } as const;
  const { clicks, dayPeople } = sumOf(await tallySlots(ctx.db, of, EVER));
  return { clicks, people: dayPeople };
}
