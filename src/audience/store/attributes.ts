import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Attribute, AttributeType } from "../attribute.ts";

/** An attribute as its owner sees it. */
export interface AttributeRow {
  readonly name: string;
  readonly type: AttributeType;
  readonly description: string;
  readonly createdAt: Date;
}

/** Whether the workspace takes no new names; a workspace without a registry is open. */
export async function findRegistryLock(store: Queryable, workspaceId: number): Promise<boolean> {
  const row = await store.one<{ locked: boolean }>(sql`
    select locked from attribute_registry where workspace_id = ${workspaceId}::bigint`);
  return row?.locked ?? false;
}

/** Makes the registry where there is none, and holds it until the transaction ends; answers its lock. */
export async function lockRegistryRow(tx: Transaction, workspaceId: number): Promise<boolean> {
  await tx.run(sql`
    insert into attribute_registry (workspace_id, locked, attributes)
    values (${workspaceId}::bigint, false, 0)
    on conflict (workspace_id) do nothing`);
  const row = await tx.one<{ locked: boolean }>(sql`
    select locked from attribute_registry
     where workspace_id = ${workspaceId}::bigint
       for update`);
  if (row === undefined) throw new Error(`workspace ${workspaceId} has no registry`);
  return row.locked;
}

/** The registry must be held. */
export async function saveRegistryLock(
  tx: Transaction,
  workspaceId: number,
  locked: boolean,
): Promise<void> {
  await tx.run(sql`
    update attribute_registry set locked = ${locked}::boolean
     where workspace_id = ${workspaceId}::bigint`);
}

/** By name. */
export async function listAttributeRows(
  store: Queryable,
  workspaceId: number,
): Promise<AttributeRow[]> {
  return store.all<AttributeRow>(sql`
    select name, type, description, created_at as "createdAt"
      from attribute
     where workspace_id = ${workspaceId}::bigint
     order by lower_name`);
}

/** The registry must be held; the names must be new to it. */
export async function insertAttributes(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  added: readonly (Attribute & { readonly description?: string })[],
): Promise<void> {
  await tx.run(sql`
    insert into attribute (workspace_id, lower_name, name, type, description, created_at)
    select ${workspaceId}::bigint, lower_name, name, type, description, ${at}::timestamptz
      from unnest(
        ${added.map(({ name }) => name.toLowerCase())}::text[],
        ${added.map(({ name }) => name)}::text[],
        ${added.map(({ type }) => type)}::text[],
        ${added.map(({ description = "" }) => description)}::text[]
      ) as added (lower_name, name, type, description)
    returning lower_name`);
  await tx.run(sql`
    update attribute_registry set attributes = attributes + ${added.length}::integer
     where workspace_id = ${workspaceId}::bigint`);
}

export async function saveDescription(
  tx: Transaction,
  workspaceId: number,
  name: string,
  description: string,
): Promise<void> {
  await tx.run(sql`
    update attribute set description = ${description}::text
     where workspace_id = ${workspaceId}::bigint and lower_name = ${name.toLowerCase()}::text`);
}
