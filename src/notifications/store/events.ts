import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { WebhookEvent } from "../webhook.ts";

/** A click that has one already fails: each click makes at most one. Their first attempts are due at once. */
export function insertEvents(
  tx: Transaction,
  workspaceId: number,
  events: readonly WebhookEvent[],
  at: Date,
): void {
  const of = <T>(read: (event: WebhookEvent) => T): T[] => events.map(read);
  const records = of(({ counted }) => counted.click.record);
  const traits = of(({ counted }) => counted.click.traits);
  tx.send(sql`
    insert into webhook_event (
      workspace_id, click_id, event_id, of_group, group_id, link_id, origin, slug, url, metric,
      frequency, clicks, people, clicked_at, qr, euid, country, device, os, browser, referrer,
      language, registered_at, next_at)
    select ${workspaceId}::bigint, fired.*, ${at}::timestamptz, ${at}::timestamptz
      from unnest(
        ${of(({ counted }) => counted.number)}::bigint[],
        ${of(({ eventId }) => eventId)}::text[],
        ${of(({ webhook }) => webhook.ofGroup)}::boolean[],
        ${records.map(({ groupId }) => groupId)}::bigint[],
        ${of(({ link }) => link.id)}::bigint[],
        ${of(({ link }) => link.origin)}::text[],
        ${of(({ link }) => link.slug)}::text[],
        ${of(({ link }) => link.url)}::text[],
        ${of(({ webhook }) => webhook.metric)}::text[],
        ${of(({ webhook }) => webhook.frequency)}::integer[],
        ${of(({ counted }) => counted.tally.clicks)}::bigint[],
        ${of(({ counted }) => counted.tally.people)}::bigint[],
        ${records.map(({ atMs }) => new Date(atMs))}::timestamptz[],
        ${records.map(({ qr }) => qr)}::boolean[],
        ${records.map(({ euid }) => euid)}::bigint[],
        ${records.map(({ country }) => country)}::text[],
        ${traits.map(({ device }) => device)}::text[],
        ${traits.map(({ os }) => os)}::text[],
        ${traits.map(({ browser }) => browser)}::text[],
        ${traits.map(({ referrer }) => referrer)}::text[],
        ${traits.map(({ language }) => language)}::text[]
      ) as fired
    returning click_id`);
}

/** Erases some events of a workspace; answers how many. */
export async function deleteSomeEvents(
  tx: Transaction,
  workspaceId: number,
  most: number,
): Promise<number> {
  return tx.run(sql`
    delete from webhook_event
     where workspace_id = ${workspaceId}::bigint
       and click_id in (
         select click_id from webhook_event where workspace_id = ${workspaceId}::bigint
          order by click_id limit ${most}::integer)`);
}

/** Makes some events of these people nobody's; answers how many. */
export async function clearPeople(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
  most: number,
): Promise<number> {
  return tx.run(sql`
    update webhook_event set euid = null
     where workspace_id = ${workspaceId}::bigint
       and click_id in (
         select click_id from webhook_event
          where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
          limit ${most}::integer)`);
}
