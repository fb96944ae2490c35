import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

export type CredentialKind = "link_key" | "data_source";

/** What a hash of a key leads to. A revoked one stays known, to be told apart from an unknown one. */
export interface Credential {
  readonly keyHash: string;
  readonly kind: CredentialKind;
  readonly workspaceId: number;
  /** The number of the link key or data source. */
  readonly holderId: number;
  readonly secretHash: string | null;
  readonly revoked: boolean;
}

/** A link key or data source as an operator lists it: never a secret. */
export interface Holder {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export async function findCredential(
  store: Queryable,
  keyHash: string,
): Promise<Credential | undefined> {
  return store.one<Credential & Record<string, unknown>>(sql`
    select key_hash as "keyHash", kind, workspace_id as "workspaceId", holder_id as "holderId",
           secret_hash as "secretHash", revoked_at is not null as revoked
      from credential
     where key_hash = ${keyHash}::text`);
}

/** What the owner calls a link key or data source; undefined where it is in the lists no more. */
export async function findHolderName(
  store: Queryable,
  { kind, workspaceId, holderId }: Pick<Credential, "kind" | "workspaceId" | "holderId">,
): Promise<string | undefined> {
  const row = await store.one<{ name: string }>(
    kind === "link_key"
      ? sql`
        select name from link_key
         where workspace_id = ${workspaceId}::bigint and link_key_id = ${holderId}::bigint`
      : sql`
        select name from data_source
         where workspace_id = ${workspaceId}::bigint and data_source_id = ${holderId}::bigint`,
  );
  return row?.name;
}

export async function nextHolderId(store: Queryable, kind: CredentialKind): Promise<number> {
  const sequence = kind === "link_key" ? "link_key_number" : "data_source_number";
  const row = await store.one<{ id: number }>(sql`select nextval(${sequence}::regclass) as id`);
  if (row === undefined) throw new Error(`no number from ${sequence}`);
  return row.id;
}

export async function insertHolder(
  tx: Transaction,
  holder: Omit<Credential, "revoked"> & { readonly name: string; readonly createdAt: Date },
): Promise<void> {
  const { workspaceId, holderId, name, keyHash, createdAt } = holder;
  await tx.run(
    holder.kind === "link_key"
      ? sql`
        insert into link_key (workspace_id, link_key_id, name, key_hash, created_at)
        values (${workspaceId}::bigint, ${holderId}::bigint, ${name}::text, ${keyHash}::text,
                ${createdAt}::timestamptz)`
      : sql`
        insert into data_source (workspace_id, data_source_id, name, key_hash, created_at)
        values (${workspaceId}::bigint, ${holderId}::bigint, ${name}::text, ${keyHash}::text,
                ${createdAt}::timestamptz)`,
  );
  await tx.run(sql`
    insert into credential (key_hash, kind, workspace_id, holder_id, secret_hash)
    values (${keyHash}::text, ${holder.kind}::text, ${workspaceId}::bigint, ${holderId}::bigint,
            ${holder.secretHash}::text)`);
}

export async function listHolders(
  store: Queryable,
  kind: CredentialKind,
  workspaceId: number,
): Promise<Holder[]> {
  return kind === "link_key"
    ? store.all<Holder>(sql`
        select link_key_id as id, name, created_at as "createdAt", last_used_at as "lastUsedAt"
          from link_key where workspace_id = ${workspaceId}::bigint order by link_key_id`)
    : store.all<Holder>(sql`
        select data_source_id as id, name, created_at as "createdAt", last_used_at as "lastUsedAt"
          from data_source where workspace_id = ${workspaceId}::bigint order by data_source_id`);
}

/** Takes the holder out of the lists; answers its name and the hash to revoke, or undefined where there is none. */
export async function deleteHolder(
  tx: Transaction,
  kind: CredentialKind,
  workspaceId: number,
  holderId: number,
): Promise<{ readonly keyHash: string; readonly name: string } | undefined> {
  return tx.one<{ keyHash: string; name: string }>(
    kind === "link_key"
      ? sql`
        delete from link_key
         where workspace_id = ${workspaceId}::bigint and link_key_id = ${holderId}::bigint
        returning key_hash as "keyHash", name`
      : sql`
        delete from data_source
         where workspace_id = ${workspaceId}::bigint and data_source_id = ${holderId}::bigint
        returning key_hash as "keyHash", name`,
  );
}

/** Its credentials stay, so that its keys still say what became of them. */
export async function deleteHoldersOf(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from link_key where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from data_source where workspace_id = ${workspaceId}::bigint`);
}

/** Which workspace a number belongs to: an operator names keys by number alone. */
export async function findHolderWorkspace(
  store: Queryable,
  kind: CredentialKind,
  holderId: number,
): Promise<number | undefined> {
  const row = await store.one<{ workspaceId: number }>(sql`
    select workspace_id as "workspaceId" from credential
     where kind = ${kind}::text and holder_id = ${holderId}::bigint and revoked_at is null`);
  return row?.workspaceId;
}

export async function revokeCredential(tx: Transaction, keyHash: string, at: Date): Promise<void> {
  await tx.run(sql`
    update credential set revoked_at = ${at}::timestamptz where key_hash = ${keyHash}::text`);
}

/** Coarse on purpose: one write a key in every few minutes, however busy it is. */
export async function saveLastUse(
  store: Queryable,
  use: { kind: CredentialKind; workspaceId: number; holderId: number; at: Date },
): Promise<void> {
  await store.run(
    use.kind === "link_key"
      ? sql`
        update link_key set last_used_at = ${use.at}::timestamptz
         where workspace_id = ${use.workspaceId}::bigint and link_key_id = ${use.holderId}::bigint`
      : sql`
        update data_source set last_used_at = ${use.at}::timestamptz
         where workspace_id = ${use.workspaceId}::bigint
           and data_source_id = ${use.holderId}::bigint`,
  );
}
