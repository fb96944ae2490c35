import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Identifier } from "../identity.ts";

/** One identifier of a workspace, and the user it leads to. */
export interface IdentifierRow extends Identifier {
  readonly euid: number;
}

const columns = (rows: readonly Identifier[]) => sql`
  unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.value)}::text[])`;

export async function findIdentifiers(
  store: Queryable,
  workspaceId: number,
  wanted: readonly Identifier[],
): Promise<IdentifierRow[]> {
  return store.all<IdentifierRow>(sql`
    select kind, value, euid
      from identifier
     where workspace_id = ${workspaceId}::bigint
       and (kind, value) in (select kind, value from ${columns(wanted)} as wanted (kind, value))`);
}

/** Numbers that nobody has, ascending. */
export async function nextEuids(tx: Transaction, count: number): Promise<number[]> {
  const rows = await tx.all<{ euid: number }>(sql`
    select nextval('euid_number') as euid from generate_series(1, ${count}::integer)`);
  return rows.map(({ euid }) => euid);
}

/** Users without properties and contacts. */
export async function insertProfiles(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  euids: readonly number[],
): Promise<void> {
  await tx.run(sql`
    insert into profile (workspace_id, euid, properties, created_at, updated_at)
    select ${workspaceId}::bigint, euid, '{}'::jsonb, ${at}::timestamptz, ${at}::timestamptz
      from unnest(${euids}::bigint[]) as made (euid)
    on conflict (workspace_id, euid) do nothing`);
}

/**
 * Answers those that were new. The rows must be sorted: of two who insert the same one, the later
 * waits for the other's transaction and gets nothing.
 */
export async function insertIdentifiers(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  rows: readonly IdentifierRow[],
): Promise<Identifier[]> {
  return tx.all<Identifier>(sql`
    insert into identifier (workspace_id, kind, value, euid, created_at)
    select ${workspaceId}::bigint, kind, value, euid, ${at}::timestamptz
      from unnest(
        ${rows.map((row) => row.kind)}::text[],
        ${rows.map((row) => row.value)}::text[],
        ${rows.map((row) => row.euid)}::bigint[]
      ) as made (kind, value, euid)
    on conflict (workspace_id, kind, value) do nothing
    returning kind, value`);
}

/** With the identifiers and merged numbers that lead to them. */
export async function deleteProfiles(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
): Promise<void> {
  await tx.run(sql`
    delete from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])`);
}

/** Of these users: what each can have but one of, in the order they were attached. */
export async function findSingleIdentifiers(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
): Promise<IdentifierRow[]> {
  return store.all<IdentifierRow>(sql`
    select kind, value, euid
      from identifier
     where workspace_id = ${workspaceId}::bigint
       and euid = any(${euids}::bigint[])
       and kind in ('user_id', 'anonymous_id')
     order by created_at, kind, value`);
}

/** All of these users, by user, in the order they were attached. */
export async function listIdentifiers(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
): Promise<IdentifierRow[]> {
  return store.all<IdentifierRow>(sql`
    select kind, value, euid
      from identifier
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
     order by euid, created_at, kind, value`);
}

export async function deleteIdentifiers(
  tx: Transaction,
  workspaceId: number,
  rows: readonly Identifier[],
): Promise<void> {
  await tx.run(sql`
    delete from identifier
     where workspace_id = ${workspaceId}::bigint
       and (kind, value) in (select kind, value from ${columns(rows)} as gone (kind, value))`);
}

/** They come behind the user's own, whose order they keep among themselves as well. */
export async function moveIdentifiers(
  tx: Transaction,
  workspaceId: number,
  { from, to, at }: { readonly from: number; readonly to: number; readonly at: Date },
): Promise<void> {
  const moved = await listIdentifiers(tx, workspaceId, [from]);
  const own = await tx.one<{ newest: Date | null }>(sql`
    select max(created_at) as newest
      from identifier
     where workspace_id = ${workspaceId}::bigint and euid = ${to}::bigint`);
  const after = Math.max(at.getTime(), own?.newest?.getTime() ?? 0);
  await tx.run(sql`
    update identifier set euid = ${to}::bigint, created_at = moved.at
      from unnest(
        ${moved.map(({ kind }) => kind)}::text[],
        ${moved.map(({ value }) => value)}::text[],
        ${moved.map((_, index) => new Date(after + 1 + index))}::timestamptz[]
      ) as moved (kind, value, at)
     where workspace_id = ${workspaceId}::bigint and identifier.euid = ${from}::bigint
       and identifier.kind = moved.kind and identifier.value = moved.value`);
}
