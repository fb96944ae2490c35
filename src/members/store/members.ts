import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Member, Membership } from "../member.ts";
import type { Role } from "../role.ts";

/** A member with what is stored of the password. */
export interface MemberRow extends Member {
  readonly passwordHash: string;
}

export interface NewMember extends MemberRow {
  readonly at: Date;
}

export async function nextMemberId(store: Queryable): Promise<number> {
  const row = await store.one<{ id: number }>(sql`select nextval('member_number') as id`);
  if (row === undefined) throw new Error("no member number");
  return row.id;
}

const COLUMNS = sql`member_id as id, email, name, language, password_hash as "passwordHash"`;

export function findMemberRow(store: Queryable, id: number): Promise<MemberRow | undefined> {
  return store.one<MemberRow>(sql`
    select ${COLUMNS} from member where member_id = ${id}::bigint`);
}

/** Held until the transaction ends. */
export function lockMemberRow(tx: Transaction, id: number): Promise<MemberRow | undefined> {
  return tx.one<MemberRow>(sql`
    select ${COLUMNS} from member where member_id = ${id}::bigint for update`);
}

export function findMemberByEmail(store: Queryable, email: string): Promise<MemberRow | undefined> {
  return store.one<MemberRow>(sql`select ${COLUMNS} from member where email = ${email}::text`);
}

export async function hasMember(store: Queryable): Promise<boolean> {
  return (await store.one(sql`select member_id from member limit 1`)) !== undefined;
}

/** False where somebody has the address already. */
export async function insertMember(tx: Transaction, member: NewMember): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into member (member_id, email, name, language, password_hash, created_at, updated_at)
    values (${member.id}::bigint, ${member.email}::text, ${member.name}::text,
            ${member.language}::text, ${member.passwordHash}::text, ${member.at}::timestamptz,
            ${member.at}::timestamptz)
    on conflict (email) do nothing`);
  return rows === 1;
}

export async function saveMember(tx: Transaction, member: NewMember): Promise<void> {
  await tx.run(sql`
    update member
       set name = ${member.name}::text, language = ${member.language}::text,
           password_hash = ${member.passwordHash}::text, updated_at = ${member.at}::timestamptz
     where member_id = ${member.id}::bigint`);
}

/** Those of these members that no workspace has go altogether; answers their numbers. */
export async function deleteHomeless(
  tx: Transaction,
  memberIds: readonly number[],
): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(sql`
    delete from member m
     where m.member_id = any (${memberIds}::bigint[])
       and not exists (select 1 from membership s where s.member_id = m.member_id)
    returning m.member_id as id`);
  return rows.map(({ id }) => id);
}

export function listMemberships(store: Queryable, memberId: number): Promise<Membership[]> {
  return store.all<Membership>(sql`
    select workspace_id as "workspaceId", role
      from membership
     where member_id = ${memberId}::bigint
     order by workspace_id`);
}

/** All of a workspace, held until the transaction ends, so that two owners cannot go at once. */
export function lockMemberships(
  tx: Transaction,
  workspaceId: number,
): Promise<{ memberId: number; role: Role }[]> {
  return tx.all(sql`
    select member_id as "memberId", role
      from membership
     where workspace_id = ${workspaceId}::bigint
     order by member_id
       for update`);
}

/** False where the member belongs to the workspace already. */
export async function insertMembership(
  tx: Transaction,
  membership: Membership & { readonly memberId: number; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into membership (workspace_id, member_id, role, created_at)
    values (${membership.workspaceId}::bigint, ${membership.memberId}::bigint,
            ${membership.role}::text, ${membership.at}::timestamptz)
    on conflict (workspace_id, member_id) do nothing`);
  return rows === 1;
}

export async function saveRole(
  tx: Transaction,
  workspaceId: number,
  memberId: number,
  role: Role,
): Promise<void> {
  await tx.run(sql`
    update membership set role = ${role}::text
     where workspace_id = ${workspaceId}::bigint and member_id = ${memberId}::bigint`);
}

export async function deleteMembership(
  tx: Transaction,
  workspaceId: number,
  memberId: number,
): Promise<void> {
  await tx.run(sql`
    delete from membership
     where workspace_id = ${workspaceId}::bigint and member_id = ${memberId}::bigint`);
}

/** Answers whom the workspace had. */
export async function deleteMembershipsOf(tx: Transaction, workspaceId: number): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(sql`
    delete from membership where workspace_id = ${workspaceId}::bigint
    returning member_id as id`);
  return rows.map(({ id }) => id);
}

/** A member as the others of the workspace see it. */
export interface ListedMember extends Member {
  readonly role: Role;
  readonly lastUsedAt: Date | null;
  readonly joinedAt: Date;
}

/** By name. */
export function listMemberRows(store: Queryable, workspaceId: number): Promise<ListedMember[]> {
  return store.all<ListedMember>(sql`
    select m.member_id as id, m.email, m.name, m.language, s.role,
           s.last_used_at as "lastUsedAt", s.created_at as "joinedAt"
      from membership s
      join member m on m.member_id = s.member_id
     where s.workspace_id = ${workspaceId}::bigint
     order by lower(m.name), m.member_id`);
}

export async function saveMembershipUse(
  store: Queryable,
  use: { readonly workspaceId: number; readonly memberId: number; readonly at: Date },
): Promise<void> {
  await store.run(sql`
    update membership set last_used_at = ${use.at}::timestamptz
     where workspace_id = ${use.workspaceId}::bigint and member_id = ${use.memberId}::bigint`);
}
