import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import { type Span, visitorKey } from "../counting.ts";

interface VisitorOfLink {
  readonly linkId: number;
  readonly visitor: number;
}

/**
 * Of the visitors of links that were counted before, by `visitorKey`. Each is looked up: planned as a
 * join, it reads all visitors of the workspace where the planner takes them for few.
 */
export async function findSpans(
  tx: Transaction,
  workspaceId: number,
  visitors: readonly VisitorOfLink[],
): Promise<Map<string, Span>> {
  const rows = await tx.all<VisitorOfLink & Span>(sql`
    select asked.link_id as "linkId", asked.visitor,
           known.first_ms as "firstMs", known.last_ms as "lastMs"
      from unnest(
        ${visitors.map(({ linkId }) => linkId)}::bigint[],
        ${visitors.map(({ visitor }) => visitor)}::bigint[]
      ) as asked (link_id, visitor)
     cross join lateral (
       select first_ms, last_ms from link_visitor
        where workspace_id = ${workspaceId}::bigint
          and link_id = asked.link_id and visitor = asked.visitor
        limit 1) as known`);
  return new Map(rows.map((row) => [visitorKey(row.linkId, row.visitor), row]));
}

/** Widens what is known, by `visitorKey`. */
export function saveSpans(
  tx: Transaction,
  workspaceId: number,
  spans: ReadonlyMap<string, Span>,
): void {
  const keys = [...spans.keys()].map((key) => key.split(" "));
  const times = [...spans.values()];
  tx.send(sql`
    insert into link_visitor (workspace_id, link_id, visitor, first_ms, last_ms)
    select ${workspaceId}::bigint, link_id, visitor, first_ms, last_ms
      from unnest(
        ${keys.map(([linkId]) => linkId)}::bigint[],
        ${keys.map(([, visitor]) => visitor)}::bigint[],
        ${times.map(({ firstMs }) => firstMs)}::bigint[],
        ${times.map(({ lastMs }) => lastMs)}::bigint[]
      ) as seen (link_id, visitor, first_ms, last_ms)
    on conflict (workspace_id, link_id, visitor) do update
       set first_ms = least(link_visitor.first_ms, excluded.first_ms),
           last_ms = greatest(link_visitor.last_ms, excluded.last_ms)`);
}

/** Erases some visitors of a workspace; answers how many. */
export async function deleteSomeVisitors(
  tx: Transaction,
  workspaceId: number,
  most: number,
): Promise<number> {
  return tx.run(sql`
    delete from link_visitor
     where workspace_id = ${workspaceId}::bigint
       and (link_id, visitor) in (
         select link_id, visitor from link_visitor where workspace_id = ${workspaceId}::bigint
          limit ${most}::integer)`);
}
