/** The numbers of the calls of each workspace, workspaces ascending: the order of all locks. */
export function byWorkspace(
  calls: readonly { readonly workspaceId: number }[],
): [workspaceId: number, numbers: number[]][] {
  const groups = new Map<number, number[]>();
  for (const [number, { workspaceId }] of calls.entries()) {
    const group = groups.get(workspaceId);
    if (group === undefined) groups.set(workspaceId, [number]);
    else group.push(number);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** Each once, in the order in which profiles are locked. */
export function ascending(euids: Iterable<number>): number[] {
  return [...new Set(euids)].sort((a, b) => a - b);
}

/** The users of these calls, in that order. */
export const euidsOf = (calls: readonly { readonly euid: number }[]): number[] =>
  ascending(calls.map(({ euid }) => euid));
