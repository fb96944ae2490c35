import type { WorkspaceContext } from "../context.ts";
import { type ListedMember, listMemberRows } from "./store/members.ts";

/** Those of a workspace, by name. */
export function listMembers({ db, workspace }: WorkspaceContext): Promise<ListedMember[]> {
  return listMemberRows(db, workspace.id);
}
