import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { ChangeOrigin } from "./history.ts";

/** Why and since when all phones of a workspace are read again. */
export interface PhoneReading {
  readonly workspaceId: number;
  readonly origin: ChangeOrigin;
  readonly askedAt: Date;
}

/** From the first user on, unless it was begun already for this reason or a later one. */
export async function beginReading(
  tx: Transaction,
  { workspaceId, origin, askedAt }: PhoneReading,
): Promise<void> {
  await tx.run(sql`
    insert into phone_reading (workspace_id, asked_at, origin, read_to)
    values (${workspaceId}::bigint, ${askedAt}::timestamptz, ${origin}::text, 0)
    on conflict (workspace_id) do update
       set asked_at = excluded.asked_at, origin = excluded.origin, read_to = excluded.read_to
     where phone_reading.asked_at < excluded.asked_at`);
}

/** Held until the transaction ends; undefined where every user is read. */
export async function lockReading(
  tx: Transaction,
  workspaceId: number,
): Promise<{ readonly origin: ChangeOrigin; readonly readTo: number } | undefined> {
  return tx.one(sql`
    select origin, read_to as "readTo"
      from phone_reading
     where workspace_id = ${workspaceId}::bigint and read_to is not null
       for update`);
}

/** The last user that was read; null: it was the last one there is. */
export async function saveReading(
  tx: Transaction,
  workspaceId: number,
  readTo: number | null,
): Promise<void> {
  await tx.run(sql`
    update phone_reading set read_to = ${readTo}::bigint
     where workspace_id = ${workspaceId}::bigint`);
}

/** Those that are not at their end. */
export function listReadings(store: Queryable): Promise<PhoneReading[]> {
  return store.all<PhoneReading>(sql`
    select workspace_id as "workspaceId", origin, asked_at as "askedAt"
      from phone_reading
     where read_to is not null
     order by workspace_id`);
}
