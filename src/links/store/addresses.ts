import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** A link's address and whose it is; `linkId` null is a tombstone, never given out again. */
export interface LinkAddress {
  readonly address: string;
  readonly workspaceId: number;
  readonly linkId: number | null;
}

export async function findAddress(
  store: Queryable,
  address: string,
): Promise<LinkAddress | undefined> {
  return store.one<LinkAddress>(sql`
    select address, workspace_id as "workspaceId", link_id as "linkId"
      from link_address where address = ${address}::text`);
}

export async function findAddresses(
  store: Queryable,
  addresses: readonly string[],
): Promise<LinkAddress[]> {
  return store.all<LinkAddress>(sql`
    select address, workspace_id as "workspaceId", link_id as "linkId"
      from link_address where address = any(${addresses}::text[])`);
}

/** Takes the addresses that are free and answers those; the others are somebody's, or tombstones. */
export async function takeAddresses(
  tx: Transaction,
  workspaceId: number,
  wanted: readonly { readonly address: string; readonly linkId: number }[],
): Promise<Set<string>> {
  const rows = await tx.all<{ address: string }>(sql`
    insert into link_address (address, workspace_id, link_id)
    select address, ${workspaceId}::bigint, link_id
      from unnest(
        ${wanted.map((one) => one.address)}::text[],
        ${wanted.map((one) => one.linkId)}::bigint[]
      ) as wanted (address, link_id)
     order by address
    on conflict (address) do nothing
    returning address`);
  return new Set(rows.map((row) => row.address));
}

/** Frees what owners chose, and leaves of what was generated a tombstone each. */
export async function releaseAddresses(
  tx: Transaction,
  links: readonly { readonly address: string; readonly branded: boolean }[],
): Promise<void> {
  const sorted = (branded: boolean) =>
    links
      .filter((link) => link.branded === branded)
      .map((link) => link.address)
      .sort();
  await lockAddresses(
    tx,
    links.map((link) => link.address),
  );
  const [chosen, generated] = [sorted(true), sorted(false)];
  if (chosen.length > 0) {
    await tx.run(sql`delete from link_address where address = any(${chosen}::text[])`);
  }
  if (generated.length > 0) {
    await tx.run(sql`
      update link_address set link_id = null where address = any(${generated}::text[])`);
  }
}

/** In one order, whoever comes with which of them. */
async function lockAddresses(tx: Transaction, addresses: readonly string[]): Promise<void> {
  if (addresses.length < 2) return;
  await tx.run(sql`
    select address from link_address where address = any(${addresses}::text[])
     order by address for update`);
}
