import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

export interface ToldThreshold {
  readonly notifiesPush: boolean;
  readonly notifiesMail: boolean;
  readonly reachedAt: Date;
}

/** Marks a threshold as told; undefined where it was told before, or never reached. */
export async function markTold(
  tx: Transaction,
  key: { readonly workspaceId: number; readonly linkId: number; readonly threshold: number },
  at: Date,
): Promise<ToldThreshold | undefined> {
  return tx.one<ToldThreshold>(sql`
    update click_threshold set told_at = ${at}::timestamptz
     where workspace_id = ${key.workspaceId}::bigint and link_id = ${key.linkId}::bigint
       and threshold = ${key.threshold}::bigint and told_at is null
    returning notifies_push as "notifiesPush", notifies_mail as "notifiesMail",
              reached_at as "reachedAt"`);
}
