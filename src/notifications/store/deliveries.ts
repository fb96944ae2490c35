import type { Queryable, Transaction } from "../../db/database.ts";
import { empty, planAnew, sql } from "../../db/sql.ts";
import type { Delivery, DeliveryKey, DeliveryStatus } from "../delivery.ts";
import type { ToldEvent } from "../webhook-request.ts";

/** An event whose delivery is under way. */
export interface PendingEvent extends Omit<ToldEvent, "kind"> {
  readonly clickId: number;
  readonly linkId: number;
  readonly turn: number;
  readonly tries: number;
}

/** Those of the clicks that have an event which is still to be delivered. */
export async function findPendingEvents(
  store: Queryable,
  workspaceId: number,
  clickIds: readonly number[],
): Promise<PendingEvent[]> {
  return store.all<PendingEvent>(
    planAnew(sql`
    select workspace_id as "workspaceId", click_id as "clickId", link_id as "linkId", turn, tries,
           event_id as "eventId", of_group as "ofGroup", group_id as "groupId", slug, origin, url,
           metric, frequency, clicks, people, clicked_at as "clickedAt", qr, euid, country, device,
           os, browser, referrer, language
      from webhook_event
     where workspace_id = ${workspaceId}::bigint and click_id = any(${clickIds}::bigint[])
       and status = 'pending'`),
  );
}

/** What an attempt made of a delivery. */
export interface DeliveryChange {
  readonly clickId: number;
  /** Of the attempt; where another has begun since, nothing changes. */
  readonly turn: number;
  readonly status: DeliveryStatus;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly url: string | null;
  readonly nextAt: Date | null;
}

/** Answers of which clicks the deliveries changed. An attempt without a URL leaves the last one's. */
export async function saveAttempts(
  tx: Transaction,
  workspaceId: number,
  changes: readonly DeliveryChange[],
): Promise<Set<number>> {
  const of = <T>(read: (change: DeliveryChange) => T): T[] => changes.map(read);
  const rows = await tx.all<{ id: number }>(
    planAnew(sql`
    update webhook_event e
       set status = a.status, attempts = e.attempts + 1, tries = e.tries + 1, turn = e.turn + 1,
           last_status = a.last_status, last_error = a.last_error, next_at = a.next_at,
           callback_url = coalesce(a.url, e.callback_url)
      from unnest(
        ${of(({ clickId }) => clickId)}::bigint[],
        ${of(({ turn }) => turn)}::integer[],
        ${of(({ status }) => status)}::text[],
        ${of(({ lastStatus }) => lastStatus)}::integer[],
        ${of(({ lastError }) => lastError)}::text[],
        ${of(({ url }) => url)}::text[],
        ${of(({ nextAt }) => nextAt)}::timestamptz[]
      ) as a (click_id, turn, status, last_status, last_error, url, next_at)
     where e.workspace_id = ${workspaceId}::bigint and e.click_id = a.click_id
       and e.turn = a.turn and e.status = 'pending'
    returning e.click_id as id`),
  );
  return new Set(rows.map(({ id }) => id));
}

/** A new round of attempts, the first of which is due; the turn of its job, or null where there is no such event. */
export async function restartDelivery(
  tx: Transaction,
  { workspaceId, clickId }: DeliveryKey,
  at: Date,
): Promise<{
  readonly turn: number;
  readonly ofGroup: boolean;
  readonly groupId: number | null;
} | null> {
  const row = await tx.one<{ turn: number; ofGroup: boolean; groupId: number | null }>(sql`
    update webhook_event
       set status = 'pending', tries = 0, turn = turn + 1, next_at = ${at}::timestamptz
     where workspace_id = ${workspaceId}::bigint and click_id = ${clickId}::bigint
    returning turn, of_group as "ofGroup", group_id as "groupId"`);
  return row ?? null;
}

const withStatus = (status: DeliveryStatus | null) =>
  status === null ? empty : sql` and status = ${status}::text`;

/** The newest first. */
export async function listDeliveryRows(
  store: Queryable,
  workspaceId: number,
  status: DeliveryStatus | null,
  page: { readonly limit: number; readonly offset: number },
): Promise<Delivery[]> {
  return store.all<Delivery>(
    planAnew(sql`
    select workspace_id as "workspaceId", click_id as "clickId", event_id as "eventId",
           group_id as "groupId", origin, slug, callback_url as url, status, attempts,
           last_status as "lastStatus", last_error as "lastError",
           registered_at as "registeredAt", next_at as "nextAt"
      from webhook_event
     where workspace_id = ${workspaceId}::bigint${withStatus(status)}
     order by click_id desc
     limit ${page.limit}::integer offset ${page.offset}::bigint`),
  );
}

export async function countDeliveryRows(
  store: Queryable,
  workspaceId: number,
  status: DeliveryStatus | null,
): Promise<number> {
  const row = await store.one<{ deliveries: number }>(
    planAnew(sql`
    select count(*) as deliveries from webhook_event
     where workspace_id = ${workspaceId}::bigint${withStatus(status)}`),
  );
  return row?.deliveries ?? 0;
}

/** Of the oldest so many, deletes those that are settled and were made before; answers how many. */
export async function deleteSettledEvents(
  tx: Transaction,
  workspaceId: number,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<number> {
  return tx.run(
    planAnew(sql`
    delete from webhook_event
     where workspace_id = ${workspaceId}::bigint
       and click_id in (
         select oldest.click_id
           from (select click_id, registered_at, status from webhook_event
                  where workspace_id = ${workspaceId}::bigint
                  order by click_id limit ${most}::integer) as oldest
          where oldest.registered_at < ${before}::timestamptz and oldest.status <> 'pending')`),
  );
}
