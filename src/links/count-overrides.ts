import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import type { Settings } from "./policy.ts";
import { findGroupRow } from "./store/group-rows.ts";
import { countOverridesAfter } from "./store/link-sets.ts";

export interface OverrideCount {
  /** How many links say otherwise, counted up to 10,000. */
  readonly links: number;
  readonly more: boolean;
}

export type Overrides = { readonly [Name in keyof Settings]?: OverrideCount };

const MOST_COUNTED = 10_000;

/** So many links a statement: none holds the store for long, however many the group has. */
const SLICE = 2_000;

/** For each setting the group has set: how many of its links have a different one of their own. */
export async function countOverrides(ctx: WorkspaceContext, groupId: number): Promise<Overrides> {
  const group = await findGroupRow(ctx.db, ctx.workspace.id, groupId);
  if (group === undefined) throw new Fault("group_unknown", { field: "groupId" });
  const names = Object.keys(group.settings) as (keyof Settings)[];
  const set = names.filter((name) => group.settings[name] !== null);
  const counts = new Map(set.map((name) => [name, 0]));
  const at = ctx.clock();
  let last: number | null = 0;
  while (last !== null && [...counts.values()].some((count) => count <= MOST_COUNTED)) {
    const slice = await countOverridesAfter(ctx.db, group, last, SLICE, at);
    for (const [name, count] of counts) counts.set(name, count + slice.counts[name]);
    last = slice.lastLinkId;
  }
  const told = [...counts].map(([name, count]): [string, OverrideCount] => [
    name,
    { links: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED },
  ]);
  return Object.fromEntries(told);
}
