import { ensureMonths } from "../../src/clicks/ensure-months.ts";
import type { Database } from "../../src/db/database.ts";
import { sql } from "../../src/db/sql.ts";

/** A click as ingestion writes it; what is left out is that of nobody in particular. */
export interface ClickRow {
  readonly at: Date | string;
  readonly linkId: number;
  readonly groupId?: number | null;
  readonly visitor?: number;
  /** In the workspace's zone when it was ingested; that of UTC where left out. */
  readonly day?: string;
  readonly firstOfHour?: boolean;
  readonly firstOfDay?: boolean;
  readonly qr?: boolean;
  readonly euid?: number | null;
  readonly country?: string;
  readonly device?: string;
  readonly os?: string;
  readonly browser?: string;
  readonly referrer?: string;
  readonly language?: string;
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
}

/** Makes the months that clicks are kept in from the one to the other, `YYYY-MM`. */
export async function makeMonths(db: Database, first: string, last: string): Promise<void> {
  const times: number[] = [];
  const at = new Date(`${first}-01T00:00:00Z`);
  for (; at.toISOString().slice(0, 7) <= last; at.setUTCMonth(at.getUTCMonth() + 1)) {
    times.push(at.getTime());
  }
  await ensureMonths({ db }, times);
}

/** Writes clicks after those that there are, as one batch of ingestion does. */
export async function insertClicks(
  db: Database,
  workspaceId: number,
  clicks: readonly ClickRow[],
): Promise<void> {
  const rows = clicks.map((click) => {
    const at = new Date(click.at);
    return {
      clicked_at: at,
      link_id: click.linkId,
      group_id: click.groupId ?? null,
      visitor: click.visitor ?? 1,
      quarter: Math.floor(at.getTime() / 900_000),
      day: click.day ?? at.toISOString().slice(0, 10),
      first_of_hour: click.firstOfHour ?? false,
      first_of_day: click.firstOfDay ?? false,
      qr: click.qr ?? false,
      euid: click.euid ?? null,
      country: click.country ?? "",
      device: click.device ?? "other",
      os: click.os ?? "unknown",
      browser: click.browser ?? "unknown",
      referrer: click.referrer ?? "",
      language: click.language ?? "",
      utm_source: click.source ?? "",
      utm_medium: click.medium ?? "",
      utm_campaign: click.campaign ?? "",
    };
  });
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]);
  await db.transaction(async (tx) => {
    await tx.run(sql`
      insert into click_ledger (workspace_id, clicks) values (${workspaceId}::bigint, 0)
      on conflict (workspace_id) do nothing`);
    const ledger = await tx.one<{ clicks: number }>(sql`
      select clicks from click_ledger where workspace_id = ${workspaceId}::bigint for update`);
    await tx.run(sql`
      insert into click (workspace_id, click_id, clicked_at, link_id, group_id, visitor, quarter,
        day, first_of_hour, first_of_day, qr, euid, country, device, os, browser, referrer,
        language, utm_source, utm_medium, utm_campaign)
      select ${workspaceId}::bigint, ${ledger?.clicks ?? 0}::bigint + at, clicked_at, link_id,
             group_id, visitor, quarter, day, first_of_hour, first_of_day, qr, euid, country,
             device, os, browser, referrer, language, utm_source, utm_medium, utm_campaign
        from unnest(
          ${column("clicked_at")}::timestamptz[], ${column("link_id")}::bigint[],
          ${column("group_id")}::bigint[], ${column("visitor")}::bigint[],
          ${column("quarter")}::integer[], ${column("day")}::date[],
          ${column("first_of_hour")}::boolean[], ${column("first_of_day")}::boolean[],
          ${column("qr")}::boolean[], ${column("euid")}::bigint[], ${column("country")}::text[],
          ${column("device")}::text[], ${column("os")}::text[], ${column("browser")}::text[],
          ${column("referrer")}::text[], ${column("language")}::text[],
          ${column("utm_source")}::text[], ${column("utm_medium")}::text[],
          ${column("utm_campaign")}::text[]
        ) with ordinality as made (clicked_at, link_id, group_id, visitor, quarter, day,
          first_of_hour, first_of_day, qr, euid, country, device, os, browser, referrer, language,
          utm_source, utm_medium, utm_campaign, at)
      on conflict (workspace_id, click_id, clicked_at) do nothing`);
    await tx.run(sql`
      insert into link_click (workspace_id, link_id, clicks, people)
      select ${workspaceId}::bigint, link_id, count(*), 0
        from unnest(${column("link_id")}::bigint[]) as made (link_id)
       group by link_id
      on conflict (workspace_id, link_id) do update
         set clicks = link_click.clicks + excluded.clicks`);
    await tx.run(sql`
      update click_ledger set clicks = clicks + ${rows.length}::bigint
       where workspace_id = ${workspaceId}::bigint`);
  });
}
