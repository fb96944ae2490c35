import type { WorkspaceContext } from "../context.ts";
import type { Role } from "./role.ts";
import { listInvitationRows } from "./store/invitations.ts";

export interface OpenInvitationRow {
  readonly id: number;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly endsAt: Date;
}

/** Those to a workspace that are still good, the newest first. */
export async function listInvitations({
  clock,
  db,
  workspace,
}: WorkspaceContext): Promise<OpenInvitationRow[]> {
  const rows = await listInvitationRows(db, workspace.id, clock());
  return rows.flatMap(({ id, email, role, createdAt, endsAt }) =>
    email === null || role === null || endsAt === null
      ? []
      : [{ id, email, role, createdAt, endsAt }],
  );
}
