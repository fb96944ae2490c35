import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Click } from "../click.ts";
import type { TimesAsked } from "../counting.ts";

const QUARTER_MS = 15 * 60_000;

/** The number of the workspace's last click; its row is held, so that one batch is counted at a time. */
export async function lockLedger(tx: Transaction, workspaceId: number): Promise<number> {
  const lock = sql`
    select clicks from click_ledger where workspace_id = ${workspaceId}::bigint for update`;
  const row = await tx.one<{ clicks: number }>(lock);
  if (row !== undefined) return row.clicks;
  await tx.run(sql`
    insert into click_ledger (workspace_id, clicks)
    values (${workspaceId}::bigint, 0)
    on conflict (workspace_id) do nothing`);
  return (await tx.one<{ clicks: number }>(lock))?.clicks ?? 0;
}

/** Of a ledger that is held. */
export function saveLedger(tx: Transaction, workspaceId: number, clicks: number): void {
  tx.send(sql`
    update click_ledger set clicks = ${clicks}::bigint
     where workspace_id = ${workspaceId}::bigint`);
}

/** Stores clicks with the numbers from `first` on; answers how many it stored. */
export async function insertClicks(
  tx: Transaction,
  workspaceId: number,
  first: number,
  clicks: readonly Click[],
): Promise<number> {
  const of = <T>(read: (click: Click) => T): T[] => clicks.map(read);
  return tx.run(sql`
    insert into click (
      workspace_id, click_id, clicked_at, link_id, group_id, visitor, quarter, day,
      first_of_hour, first_of_day, qr, euid, country, device, os, browser, referrer, language,
      utm_source, utm_medium, utm_campaign)
    select ${workspaceId}::bigint, ${first}::bigint + at - 1, to_timestamp(ms / 1000.0), link_id,
           group_id, visitor, quarter, date '1970-01-01' + day,
           first_of_hour, first_of_day, qr, euid, country, device, os, browser, referrer, language,
           utm_source, utm_medium, utm_campaign
      from unnest(
        ${of(({ record }) => record.atMs)}::bigint[],
        ${of(({ record }) => record.linkId)}::bigint[],
        ${of(({ record }) => record.groupId)}::bigint[],
        ${of(({ record }) => record.visitor)}::bigint[],
        ${of(({ record }) => Math.floor(record.atMs / QUARTER_MS))}::integer[],
        ${of(({ day }) => day)}::integer[],
        ${of(({ firstOfHour }) => firstOfHour)}::boolean[],
        ${of(({ firstOfDay }) => firstOfDay)}::boolean[],
        ${of(({ record }) => record.qr)}::boolean[],
        ${of(({ record }) => record.euid)}::bigint[],
        ${of(({ record }) => record.country)}::text[],
        ${of(({ traits }) => traits.device)}::text[],
        ${of(({ traits }) => traits.os)}::text[],
        ${of(({ traits }) => traits.browser)}::text[],
        ${of(({ traits }) => traits.referrer)}::text[],
        ${of(({ traits }) => traits.language)}::text[],
        ${of(({ traits }) => traits.utmSource)}::text[],
        ${of(({ traits }) => traits.utmMedium)}::text[],
        ${of(({ traits }) => traits.utmCampaign)}::text[]
      ) with ordinality as seen (
        ms, link_id, group_id, visitor, quarter, day, first_of_hour, first_of_day, qr, euid,
        country, device, os, browser, referrer, language, utm_source, utm_medium, utm_campaign, at)
    on conflict do nothing`);
}

/** When the clicks of some visitors were, in epoch milliseconds. */
export async function findTimes(
  store: Queryable,
  workspaceId: number,
  asked: readonly TimesAsked[],
): Promise<{ linkId: number; visitor: number; atMs: number }[]> {
  return store.all(sql`
    select click.link_id as "linkId", click.visitor,
           (extract(epoch from click.clicked_at) * 1000)::bigint as "atMs"
      from click
      join unnest(
        ${asked.map(({ linkId }) => linkId)}::bigint[],
        ${asked.map(({ visitor }) => visitor)}::bigint[],
        ${asked.map(({ fromMs }) => new Date(fromMs))}::timestamptz[],
        ${asked.map(({ toMs }) => new Date(toMs))}::timestamptz[]
      ) as asked (link_id, visitor, after, before)
        on click.link_id = asked.link_id and click.visitor = asked.visitor
       and click.clicked_at between asked.after and asked.before
     where click.workspace_id = ${workspaceId}::bigint`);
}

/** Erases some clicks of a workspace; answers how many. */
export async function deleteSomeClicks(
  tx: Transaction,
  workspaceId: number,
  most: number,
): Promise<number> {
  return tx.run(sql`
    delete from click
     where workspace_id = ${workspaceId}::bigint
       and click_id in (
         select click_id from click where workspace_id = ${workspaceId}::bigint
          order by click_id limit ${most}::integer)`);
}
