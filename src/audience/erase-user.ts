import type { AudienceContext } from "./open-writes.ts";

/** Erases the user that the number leads to; user_unknown where there is none. */
export function eraseUser({ workspace, writes }: AudienceContext, euid: number): Promise<void> {
  return writes.erase({ workspaceId: workspace.id, euid });
}
