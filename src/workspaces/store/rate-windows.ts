import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** Requests counted in one window of time. */
export interface RateWindow {
  readonly workspaceId: number;
  readonly api: string;
  readonly span: "minute" | "hour";
  readonly startsAt: Date;
  readonly requests: number;
}

/** The windows of one workspace, made where missing and held until the transaction ends. */
export async function lockRateWindows(
  tx: Transaction,
  workspaceId: number,
  windows: readonly Omit<RateWindow, "workspaceId" | "requests">[],
): Promise<RateWindow[]> {
  const apis = windows.map((window) => window.api);
  const spans = windows.map((window) => window.span);
  const starts = windows.map((window) => window.startsAt);
  await tx.run(sql`
    insert into rate_window (workspace_id, api, span, starts_at, requests)
    select ${workspaceId}::bigint, api, span, starts_at, 0
      from unnest(${apis}::text[], ${spans}::text[], ${starts}::timestamptz[])
        as wanted (api, span, starts_at)
     order by api, span, starts_at
    on conflict (workspace_id, api, span, starts_at) do nothing`);
  return tx.all<RateWindow>(sql`
    select workspace_id as "workspaceId", api, span, starts_at as "startsAt", requests
      from rate_window
     where workspace_id = ${workspaceId}::bigint
       and (api, span, starts_at) in (
         select api, span, starts_at
           from unnest(${apis}::text[], ${spans}::text[], ${starts}::timestamptz[])
             as wanted (api, span, starts_at))
     order by api, span, starts_at
       for update`);
}

export async function saveRateWindows(
  tx: Transaction,
  workspaceId: number,
  windows: readonly RateWindow[],
): Promise<void> {
  await tx.run(sql`
    update rate_window as counted
       set requests = taken.requests
      from unnest(
        ${windows.map((window) => window.api)}::text[],
        ${windows.map((window) => window.span)}::text[],
        ${windows.map((window) => window.startsAt)}::timestamptz[],
        ${windows.map((window) => window.requests)}::integer[]
      ) as taken (api, span, starts_at, requests)
     where counted.workspace_id = ${workspaceId}::bigint
       and counted.api = taken.api
       and counted.span = taken.span
       and counted.starts_at = taken.starts_at`);
}

/** Windows long past count for nothing. */
export async function deleteRateWindows(
  tx: Transaction,
  workspaceId: number,
  before: Date,
): Promise<number> {
  return tx.run(sql`
    delete from rate_window
     where workspace_id = ${workspaceId}::bigint and starts_at < ${before}::timestamptz`);
}
