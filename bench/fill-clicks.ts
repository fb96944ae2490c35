import { ensureMonths } from "../src/clicks/ensure-months.ts";
import type { Database } from "../src/db/database.ts";
import { totalClicks } from "../src/statistics/total-clicks.ts";
import { openStore, run } from "./open-store.ts";

export interface FillClicks {
  readonly dataDir: string;
  readonly clicks: number;
  /** Of the first moment. */
  readonly startMs: number;
  readonly days: number;
}

const DAY_MS = 86_400_000;
const CHUNK = 50_000;
/** How long people go on clicking a link, most of them at the start. */
const ACTIVE_DAYS = 60;

/**
 * Spreads clicks over some days and over the links of a closed store's one workspace, straight in its
 * tables, and totals them. Of n links the one at place i is clicked from day `days * i / n` on.
 */
export async function fillClicks({ dataDir, clicks, startMs, days }: FillClicks): Promise<void> {
  await using db = await openStore(dataDir, 256);
  const { workspaceId, links } = await loadLinks(db);
  const times = Array.from({ length: days + 1 }, (_, day) => startMs + day * DAY_MS);
  await ensureMonths({ db }, times);
  for (let from = 1; from <= clicks; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, clicks);
    const place = [workspaceId, from, to, clicks];
    await run(db, INSERT, [...place, new Date(startMs), days, links, ACTIVE_DAYS]);
    // The store makes none by itself, and keeps all that was written until then twice.
    await run(db, "checkpoint");
  }
  await run(db, "insert into click_ledger (workspace_id, clicks) values ($1::bigint, $2::bigint)", [
    workspaceId,
    clicks,
  ]);
  await run(db, TALLY, [workspaceId]);
  while (await totalClicks({ db }, { workspaceId, most: CHUNK })) await run(db, "checkpoint");
  for (const table of ["click", "click_quarter", "click_day"]) {
    await run(db, `vacuum (analyze) ${table}`);
  }
  await run(db, "checkpoint");
}

async function loadLinks(db: Database) {
  const found = await db.one<{ workspaceId: number; links: number[] }>({
    text: `select workspace_id as "workspaceId", array_agg(link_id order by link_id) as links
             from link group by workspace_id`,
    values: [],
    foreign: true,
  });
  if (found === undefined) throw new Error("there are no links to click");
  return found;
}

/** Totalling asks which links are clicked much. */
const TALLY = `
  insert into link_click (workspace_id, link_id, clicks, people)
  select workspace_id, link_id, count(*), count(distinct visitor)
    from click
   where workspace_id = $1::bigint
   group by workspace_id, link_id`;

/** Numbered in the order of time, as they are where nothing waits long. */
const INSERT = `
  insert into click (
    workspace_id, click_id, clicked_at, link_id, group_id, visitor, quarter, day,
    first_of_hour, first_of_day, qr, euid, country, device, os, browser, referrer, language,
    utm_source, utm_medium, utm_campaign)
  select $1::bigint, n, clicked_at, link_id, nullif(link_id % 9, 0), hashint8extended(n, 0),
         floor(extract(epoch from clicked_at) / 900)::integer,
         (clicked_at at time zone 'UTC')::date,
         chance < 0.9, chance < 0.8, chance < 0.05, null,
         (array['ID', 'ID', 'ID', 'ID', 'ID', 'KR', 'JP', 'US', 'SG', 'MY', 'TH', ''])
           [1 + floor(random() * 12)::integer],
         (array['mobile', 'mobile', 'mobile', 'mobile', 'desktop', 'tablet'])
           [1 + floor(random() * 6)::integer],
         (array['Android', 'Android', 'Android', 'iOS', 'Windows', 'macOS', 'Linux'])
           [1 + floor(random() * 7)::integer],
         (array['Chrome', 'Chrome', 'Chrome', 'Safari', 'Samsung Internet for Android', 'Firefox',
                'Microsoft Edge', 'Opera'])[1 + floor(random() * 8)::integer],
         (array['', '', 'l.instagram.com', 'm.facebook.com', 't.co', 'google.com'])
           [1 + floor(random() * 6)::integer],
         (array['id', 'id', 'id', 'en', 'ko', 'ja'])[1 + floor(random() * 6)::integer],
         case when chance < 0.25 then 'instagram' else '' end,
         case when chance < 0.25 then 'social' else '' end,
         case when chance < 0.25 then 'lebaran 2026' else '' end
    from (
      select n, chance, $5::timestamptz + place * $6::integer * interval '1 day' as clicked_at,
             links[1 + (floor(place * size)::integer + size
                        - floor(size * $8::float8 / $6::integer * age ^ 2)::integer) % size]
               as link_id
        from (
          select n, random() as chance, random() as age, (n - random()) / $4::float8 as place,
                 $7::bigint[] as links, cardinality($7::bigint[]) as size
            from generate_series($2::bigint, $3::bigint) as n
        ) as drawn
    ) as placed`;
