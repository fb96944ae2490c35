import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { WorkspaceContext } from "../../src/context.ts";
import { sql } from "../../src/db/sql.ts";
import { countClicksByDate } from "../../src/statistics/count-clicks-by-date.ts";
import { countClicksByDimension } from "../../src/statistics/count-clicks-by-dimension.ts";
import { countClicksByHour } from "../../src/statistics/count-clicks-by-hour.ts";
import { dayRange, daysOf } from "../../src/statistics/day-range.ts";
import { markClicksAnew } from "../../src/statistics/mark-clicks-anew.ts";
import { totalClicks } from "../../src/statistics/total-clicks.ts";
import { updateWorkspace } from "../../src/workspaces/update-workspace.ts";
import { useApp } from "../support/app.ts";
import { type ClickRow, insertClicks, makeMonths } from "../support/clicks.ts";
import { insertGroupRow } from "../support/link-rows.ts";
import { makeWorkspace } from "../support/workspace.ts";

const host = useApp();
beforeAll(() => makeMonths(host.app.context.db, "2026-03", "2026-03"));

const RANGE = dayRange("2026-03-27", "2026-03-31");
const START = Date.parse("2026-03-28T00:00:00Z");
const LINKS = [1, 2, 3];

interface Visit {
  readonly at: Date;
  readonly linkId: number;
  readonly groupId: number | null;
  readonly visitor: number;
}

const shown = new Map<string, Intl.DateTimeFormat>();
/** `YYYY-MM-DD HH` on the clock of a zone. */
function wallHour(at: Date, zone: string): string {
  const format =
    shown.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      hourCycle: "h23",
    });
  shown.set(zone, format);
  return format.format(at).slice(0, 13);
}
const wallDay = (at: Date, zone: string) => wallHour(at, zone).slice(0, 10);

/** Marks visits as ingestion does that counts them in this order, in a zone. */
function makeMarker() {
  const seen = new Set<string>();
  const first = (key: string) => {
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  };
  return (one: Visit, zone: string): ClickRow => ({
    ...one,
    day: wallDay(one.at, zone),
    firstOfHour: first(`${one.linkId} ${one.visitor} ${wallHour(one.at, zone)}`),
    firstOfDay: first(`${one.linkId} ${one.visitor} ${wallDay(one.at, zone)}`),
  });
}

const people = (visits: readonly Visit[]) =>
  new Set(visits.map(({ linkId, visitor }) => `${linkId} ${visitor}`)).size;

/** Every figure of days and hours is that of a plain look at the visits, in the zone. */
async function checkPeople(ctx: WorkspaceContext, visits: readonly Visit[], groupId: number) {
  const zone = ctx.workspace.timeZone;
  for (const of of [{}, { groupId }]) {
    // A group's people are those whose first click of a link's day is in the group.
    if ("groupId" in of && visits.some((one) => one.groupId !== groupId)) continue;
    expect(await countClicksByDate(ctx, { of, range: RANGE })).toEqual(
      daysOf(RANGE).map((day) => {
        const on = visits.filter(({ at }) => wallDay(at, zone) === day);
        return { day, clicks: on.length, people: people(on) };
      }),
    );
    for (const day of ["2026-03-28", "2026-03-29"]) {
      const hours = await countClicksByHour(ctx, { of, day });
      expect(hours).toEqual(
        Array.from({ length: 24 }, (_, hour) => {
          const name = `${day} ${String(hour).padStart(2, "0")}`;
          const on = visits.filter(({ at }) => wallHour(at, zone) === name);
          return { hour, clicks: on.length, people: people(on) };
        }),
      );
    }
  }
}

const inZone = (ctx: WorkspaceContext, timeZone: string): WorkspaceContext => ({
  ...ctx,
  workspace: { ...ctx.workspace, timeZone },
});

async function setZone(ctx: WorkspaceContext, timeZone: string): Promise<WorkspaceContext> {
  await updateWorkspace(ctx, { workspaceId: ctx.workspace.id, changes: { timeZone } });
  return inZone(ctx, timeZone);
}

const ZONES = ["UTC", "Asia/Jakarta", "Asia/Kathmandu", "Europe/Berlin", "America/Los_Angeles"];

const visit = fc.record({
  at: fc.nat(2 * 86_400).map((s) => new Date(START + s * 1_000)),
  linkId: fc.constantFrom(...LINKS),
  visitor: fc.nat(2),
});

/** A workspace of UTC whose one visitor came at 10 and, the day after, at 3 in Jakarta, where it is now. */
async function moveToJakarta() {
  const { context: owner } = await makeWorkspace(host.app, { timeZone: "UTC" });
  const mark = makeMarker();
  const visits = ["2026-03-28T03:00:00Z", "2026-03-28T20:00:00Z"].map((at) => ({
    at: new Date(at),
    linkId: 1,
    groupId: null,
    visitor: 1,
  }));
  await insertClicks(
    owner.db,
    owner.workspace.id,
    visits.map((one) => mark(one, "UTC")),
  );
  return { ctx: await setZone(owner, "Asia/Jakarta"), visits };
}

describe("after a change of the zone", () => {
  // First, since jobs are done one after the other; those of the tests below run beside them.
  test("the change itself sets the work going", async () => {
    await host.app.listen();
    const { ctx, visits } = await moveToJakarta();
    await vi.waitFor(() => checkPeople(ctx, visits, -1), { timeout: 20_000, interval: 200 });
  });

  test("hours and days are those of the new one, whatever is counted meanwhile", {
    timeout: 120_000,
  }, async () => {
    const some = fc.array(visit, { maxLength: 30 });
    const zones = fc.tuple(fc.constantFrom(...ZONES), fc.constantFrom(...ZONES));
    const marks = fc.tuple(fc.nat(20), fc.nat(20));
    await fc.assert(
      fc.asyncProperty(zones, some, some, marks, async ([old, next], before, after, totals) => {
        const { context: owner } = await makeWorkspace(host.app, { timeZone: old });
        const { db, workspace } = owner;
        const group = await insertGroupRow(db, workspace.id);
        const mark = makeMarker();
        const mine = (visits: readonly Omit<Visit, "groupId">[]) =>
          visits.map((one) => ({ ...one, groupId: group }));
        await insertClicks(
          db,
          workspace.id,
          mine(before).map((one) => mark(one, old)),
        );
        await totalClicks(owner, { workspaceId: workspace.id, most: totals[0] + 1 });
        const ctx = await setZone(owner, next);
        // What was marked in the new zone knows of the visits before, as the store's visitors do.
        const anew = makeMarker();
        for (const one of mine(before)) anew(one, next);
        await Promise.all([
          markClicksAnew(ctx, { workspaceId: workspace.id }),
          insertClicks(
            db,
            workspace.id,
            mine(after).map((one) => anew(one, next)),
          ),
          totalClicks(ctx, { workspaceId: workspace.id, most: totals[1] + 1 }),
          markClicksAnew(ctx, { workspaceId: workspace.id }),
        ]);
        await checkPeople(ctx, [...mine(before), ...mine(after)], group);
        while (await totalClicks(ctx, { workspaceId: workspace.id, most: 7 }));
        await markClicksAnew(ctx, { workspaceId: workspace.id });
        await checkPeople(ctx, [...mine(before), ...mine(after)], group);
      }),
      { numRuns: 15 },
    );
  });

  test("totals are still the sum of the marks of single clicks, in every scope", async () => {
    const { context: owner } = await makeWorkspace(host.app, { timeZone: "UTC" });
    const { db, workspace } = owner;
    const mark = makeMarker();
    const visits = fc.sample(
      fc.record({
        at: fc.nat(2 * 86_400).map((s) => new Date(START + s * 1_000)),
        linkId: fc.constantFrom(...LINKS),
        groupId: fc.constantFrom(null, 7, 8),
        visitor: fc.nat(5),
      }),
      400,
    );
    await insertClicks(
      db,
      workspace.id,
      visits.map((one) => mark(one, "UTC")),
    );
    const ctx = await setZone(owner, "Asia/Kathmandu");
    await markClicksAnew(ctx, { workspaceId: workspace.id });
    const totals = await db.all(sql`
      select scope, scope_id, quarter, group_id, clicks, hour_people, day_people from click_quarter
       where workspace_id = ${workspace.id}::bigint order by 1, 2, 3, 4`);
    const counted = await db.all(sql`
      select s.scope, case s.scope when 'link' then link_id when 'group' then group_id else 0 end
               as scope_id, quarter,
             case s.scope when 'link' then coalesce(group_id, 0) else 0 end as group_id,
             count(*) as clicks,
             count(*) filter (where first_of_hour) as hour_people,
             count(*) filter (where first_of_day) as day_people
        from click cross join unnest(array['link', 'group', 'workspace']) as s (scope)
       where workspace_id = ${workspace.id}::bigint
         and (s.scope <> 'group' or group_id is not null)
       group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
    expect(totals).toEqual(counted);
    await checkPeople(ctx, visits, -1);
  });

  test("dimensions keep the days of old", async () => {
    const { ctx } = await moveToJakarta();
    await markClicksAnew(ctx, { workspaceId: ctx.workspace.id });
    const rows = async (day: string) =>
      countClicksByDimension(ctx, { of: {}, range: dayRange(day, day), dimension: "device" });
    expect(await rows("2026-03-28")).toEqual([{ value: "other", clicks: 2, people: 1 }]);
    expect(await rows("2026-03-29")).toEqual([]);
    const days = await countClicksByDate(ctx, { of: {}, range: RANGE });
    expect(days.filter(({ clicks }) => clicks > 0)).toEqual([
      { day: "2026-03-28", clicks: 1, people: 1 },
      { day: "2026-03-29", clicks: 1, people: 1 },
    ]);
  });
});
