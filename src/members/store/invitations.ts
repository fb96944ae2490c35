import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Invitation, InvitationKind } from "../invitation.ts";

export async function nextInvitationId(store: Queryable): Promise<number> {
  const row = await store.one<{ id: number }>(sql`select nextval('invitation_number') as id`);
  if (row === undefined) throw new Error("no invitation number");
  return row.id;
}

const COLUMNS = sql`
  invitation_id as id, kind, workspace_id as "workspaceId", email, role,
  created_at as "createdAt", ends_at as "endsAt"`;

export function findInvitationRow(
  store: Queryable,
  tokenHash: string,
): Promise<Invitation | undefined> {
  return store.one<Invitation>(sql`
    select ${COLUMNS} from invitation where token_hash = ${tokenHash}::text`);
}

export async function insertInvitation(
  tx: Transaction,
  invitation: Invitation & { readonly tokenHash: string },
): Promise<void> {
  await tx.run(sql`
    insert into invitation (
      invitation_id, kind, token_hash, workspace_id, email, role, created_at, ends_at
    ) values (
      ${invitation.id}::bigint, ${invitation.kind}::text, ${invitation.tokenHash}::text,
      ${invitation.workspaceId}::bigint, ${invitation.email}::text, ${invitation.role}::text,
      ${invitation.createdAt}::timestamptz, ${invitation.endsAt}::timestamptz
    )`);
}

/** True for one caller alone, however many come with the link at once. */
export async function takeInvitation(tx: Transaction, id: number): Promise<boolean> {
  return (await tx.run(sql`delete from invitation where invitation_id = ${id}::bigint`)) === 1;
}

export async function deleteSetupLinks(tx: Transaction): Promise<void> {
  await tx.run(sql`delete from invitation where kind = 'setup'`);
}

/** Links of one kind for one address; of one workspace where they are of any. */
export async function deleteInvitationsTo(
  tx: Transaction,
  to: {
    readonly kind: InvitationKind;
    readonly email: string;
    readonly workspaceId: number | null;
  },
): Promise<void> {
  await tx.run(sql`
    delete from invitation
     where kind = ${to.kind}::text and email = ${to.email}::text
       and workspace_id is not distinct from ${to.workspaceId}::bigint`);
}

export function deleteResetLinks(tx: Transaction, email: string): Promise<void> {
  return deleteInvitationsTo(tx, { kind: "reset", email, workspaceId: null });
}

/** Those that are still good, the newest first. */
export function listInvitationRows(
  store: Queryable,
  workspaceId: number,
  at: Date,
): Promise<Invitation[]> {
  return store.all<Invitation>(sql`
    select ${COLUMNS}
      from invitation
     where workspace_id = ${workspaceId}::bigint and kind = 'invitation'
       and ends_at > ${at}::timestamptz
     order by invitation_id desc`);
}

/** Answers the one that is gone; undefined where the workspace has none of this number. */
export function deleteInvitation(
  tx: Transaction,
  workspaceId: number,
  id: number,
): Promise<Invitation | undefined> {
  return tx.one<Invitation>(sql`
    delete from invitation
     where invitation_id = ${id}::bigint and workspace_id = ${workspaceId}::bigint
       and kind = 'invitation'
    returning ${COLUMNS}`);
}

export async function deleteInvitationsOf(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from invitation where workspace_id = ${workspaceId}::bigint`);
}

export async function deleteOldInvitations(store: Queryable, before: Date): Promise<number> {
  return store.run(sql`delete from invitation where ends_at < ${before}::timestamptz`);
}
