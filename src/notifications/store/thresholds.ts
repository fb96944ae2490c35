import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { ReachedThreshold } from "../threshold.ts";

/** One that the link reached before stays as it was. */
export function insertThresholds(
  tx: Transaction,
  workspaceId: number,
  reached: readonly ReachedThreshold[],
): void {
  tx.send(sql`
    insert into click_threshold (
      workspace_id, link_id, threshold, notifies_push, notifies_mail, reached_at)
    select ${workspaceId}::bigint, reached.*
      from unnest(
        ${reached.map(({ linkId }) => linkId)}::bigint[],
        ${reached.map(({ threshold }) => threshold)}::bigint[],
        ${reached.map(({ notifiesPush }) => notifiesPush)}::boolean[],
        ${reached.map(({ notifiesMail }) => notifiesMail)}::boolean[],
        ${reached.map(({ reachedAt }) => reachedAt)}::timestamptz[]
      ) as reached
    on conflict (workspace_id, link_id, threshold) do nothing`);
}

/** Of all links of a workspace: a few each. */
export async function deleteThresholds(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from click_threshold where workspace_id = ${workspaceId}::bigint`);
}

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
