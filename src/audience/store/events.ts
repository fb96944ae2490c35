import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** An event of a user that is held. */
export interface EventRow {
  readonly euid: number;
  readonly occurredAt: Date;
  readonly name: string;
  readonly randomId: string | null;
  readonly appKey: string | null;
  /** JSON. */
  readonly properties: string;
  readonly dataSourceId: number;
}

/** One that its user has already stays as it was. */
export function insertEvents(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  rows: readonly EventRow[],
): void {
  tx.send(sql`
    insert into person_event (
      workspace_id, euid, event_id, occurred_at, reported_at, name, random_id, app_key, properties,
      data_source_id)
    select ${workspaceId}::bigint, euid, nextval('person_event_number'), occurred_at,
           ${at}::timestamptz, name, random_id, app_key, properties, data_source_id
      from unnest(
        ${rows.map(({ euid }) => euid)}::bigint[],
        ${rows.map(({ occurredAt }) => occurredAt)}::timestamptz[],
        ${rows.map(({ name }) => name)}::text[],
        ${rows.map(({ randomId }) => randomId)}::text[],
        ${rows.map(({ appKey }) => appKey)}::text[],
        ${rows.map(({ properties }) => properties)}::jsonb[],
        ${rows.map(({ dataSourceId }) => dataSourceId)}::bigint[]
      ) as reported (euid, occurred_at, name, random_id, app_key, properties, data_source_id)
    on conflict (workspace_id, euid, random_id) where random_id is not null do nothing`);
}

/** Names that are new register themselves. */
export function insertEventNames(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  names: readonly string[],
): void {
  tx.send(sql`
    insert into event_name (workspace_id, name, first_reported_at)
    select ${workspaceId}::bigint, name, ${at}::timestamptz
      from unnest(${names}::text[]) as reported (name)
    on conflict (workspace_id, name) do nothing`);
}

/** Of these numbers, with the ids that their events were reported under. */
export async function findRandomIds(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
  randomIds: readonly string[],
): Promise<{ readonly euid: number; readonly randomId: string }[]> {
  return store.all(sql`
    select euid, random_id as "randomId"
      from person_event
     where workspace_id = ${workspaceId}::bigint
       and euid = any(${euids}::bigint[])
       and random_id = any(${randomIds}::text[])`);
}
