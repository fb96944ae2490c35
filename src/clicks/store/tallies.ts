import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Tally } from "../click.ts";

/** Adds clicks and people; answers what each link has then. */
export async function addToTallies(
  tx: Transaction,
  workspaceId: number,
  added: ReadonlyMap<number, Tally>,
): Promise<Map<number, Tally>> {
  const links = [...added].sort(([a], [b]) => a - b);
  const rows = await tx.all<Tally & { linkId: number }>(sql`
    insert into link_click (workspace_id, link_id, clicks, people)
    select ${workspaceId}::bigint, link_id, clicks, people
      from unnest(
        ${links.map(([linkId]) => linkId)}::bigint[],
        ${links.map(([, { clicks }]) => clicks)}::bigint[],
        ${links.map(([, { people }]) => people)}::bigint[]
      ) as added (link_id, clicks, people)
    on conflict (workspace_id, link_id) do update
       set clicks = link_click.clicks + excluded.clicks,
           people = link_click.people + excluded.people
    returning link_id as "linkId", clicks, people`);
  return byLink(rows);
}

/** Of those of the links that were ever clicked. */
export async function findTallies(
  store: Queryable,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<Map<number, Tally>> {
  const rows = await store.all<Tally & { linkId: number }>(sql`
    select link_id as "linkId", clicks, people
      from link_click
     where workspace_id = ${workspaceId}::bigint and link_id = any (${linkIds}::bigint[])`);
  return byLink(rows);
}

/** Of all links of a workspace, and the number of its last click. */
export async function deleteCounters(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from link_click where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from link_forward where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from click_ledger where workspace_id = ${workspaceId}::bigint`);
}

function byLink(rows: readonly (Tally & { readonly linkId: number })[]): Map<number, Tally> {
  return new Map(rows.map(({ linkId, clicks, people }) => [linkId, { clicks, people }]));
}
