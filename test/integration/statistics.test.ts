import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { WorkspaceContext } from "../../src/context.ts";
import { sql } from "../../src/db/sql.ts";
import { countClicksByDate } from "../../src/statistics/count-clicks-by-date.ts";
import { countClicksByDimension } from "../../src/statistics/count-clicks-by-dimension.ts";
import { countClicksByGroup } from "../../src/statistics/count-clicks-by-group.ts";
import { countClicksByHour } from "../../src/statistics/count-clicks-by-hour.ts";
import { countTotals } from "../../src/statistics/count-totals.ts";
import { dayRange } from "../../src/statistics/day-range.ts";
import { parts } from "../../src/statistics/dimension.ts";
import type { AskedScope } from "../../src/statistics/load-scope.ts";
import { useApp } from "../support/app.ts";
import { type ClickRow, makeMonths } from "../support/clicks.ts";
import { openShop, type Shop } from "../support/shop.ts";

const host = useApp();
beforeAll(() => makeMonths(host.app.context.db, "2026-02", "2026-11"));

const WHOLE: AskedScope = {};

const wallDay = (at: Date, zone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);
const wallHour = (at: Date, zone: string) =>
  Number(
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(
      at,
    ),
  );

interface Expected {
  readonly of: AskedScope;
  readonly clicks: readonly ClickRow[];
}

/** What each scope must count: a plain look at every click. */
function expectations(shop: Shop, clicks: readonly ClickRow[]): Expected[] {
  return [
    { of: WHOLE, clicks },
    ...shop.links.map((id, at) => ({
      of: shop.scopes[at] ?? WHOLE,
      clicks: clicks.filter(({ linkId }) => linkId === id),
    })),
    ...shop.groups.map((id) => ({
      of: { groupId: id },
      clicks: clicks.filter(({ groupId }) => groupId === id),
    })),
  ];
}

const FIRST = "2026-03-28";
const LAST = "2026-03-31";
const range = dayRange(FIRST, LAST);

async function checkFigures(shop: Shop, clicks: readonly ClickRow[]): Promise<void> {
  const { ctx } = shop;
  const zone = ctx.workspace.timeZone;
  for (const { of, clicks: mine } of expectations(shop, clicks)) {
    const days = await countClicksByDate(ctx, { of, range });
    expect(days).toEqual(
      ["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"].map((day) => {
        const on = mine.filter(({ at }) => wallDay(new Date(at), zone) === day);
        return { day, clicks: on.length, people: on.filter((c) => c.firstOfDay).length };
      }),
    );
    const hours = await countClicksByHour(ctx, { of, day: "2026-03-29" });
    const sunday = mine.filter(({ at }) => wallDay(new Date(at), zone) === "2026-03-29");
    expect(hours).toEqual(
      Array.from({ length: 24 }, (_, hour) => {
        const on = sunday.filter(({ at }) => wallHour(new Date(at), zone) === hour);
        return { hour, clicks: on.length, people: on.filter((c) => c.firstOfHour).length };
      }),
    );
    const countries = await countClicksByDimension(ctx, { of, range, dimension: "country" });
    const dated = mine.filter(({ at }) => {
      const day = new Date(at).toISOString().slice(0, 10);
      return day >= FIRST && day <= LAST;
    });
    const values = [...new Set(dated.map(({ country = "" }) => country))].map((value) => {
      const on = dated.filter(({ country }) => country === value);
      return { value, clicks: on.length, people: on.filter((c) => c.firstOfDay).length };
    });
    expect(countries).toEqual(
      values.sort((a, b) => b.clicks - a.clicks || (a.value < b.value ? -1 : 1)),
    );
    const totals = await countTotals(ctx, { of, range });
    const within = mine.filter(({ at }) => {
      const day = wallDay(new Date(at), zone);
      return day >= FIRST && day <= LAST;
    });
    expect(totals).toMatchObject({
      clicks: within.length,
      people:
        of.link === undefined
          ? within.filter((c) => c.firstOfDay).length
          : new Set(within.map(({ visitor }) => visitor)).size,
      qr: within.filter((c) => c.qr).length,
      known: within.filter((c) => c.euid !== null).length,
    });
  }
}

describe("a click is counted once, however far the totals go", () => {
  test.for(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Los_Angeles"])(
    "in %s",
    { timeout: 120_000 },
    async (zone) => {
      const start = Date.parse("2026-03-27T06:00:00Z");
      const click = fc.record({
        at: fc.nat(5 * 86_400).map((s) => new Date(start + s * 1_000)),
        link: fc.nat(1),
        group: fc.constantFrom(null, 0, 1),
        visitor: fc.nat(3),
        firstOfHour: fc.boolean(),
        firstOfDay: fc.boolean(),
        qr: fc.boolean(),
        euid: fc.constantFrom(null, 7),
        country: fc.constantFrom("ID", "KR", ""),
      });
      const step = fc.oneof(
        fc.array(click, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 12 }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
          const shop = await openShop(host.app, zone);
          const all: ClickRow[] = [];
          for (const each of steps) {
            if (typeof each === "number") await shop.total(each);
            else {
              const rows = each.map(({ link, group, ...rest }) => ({
                ...rest,
                linkId: shop.links[link] ?? 0,
                groupId: group === null ? null : (shop.groups[group] ?? null),
              }));
              await shop.add(rows);
              all.push(...rows);
            }
          }
          await checkFigures(shop, all);
          while (await shop.total(7));
          await checkFigures(shop, all);
        }),
        { numRuns: 8 },
      );
    },
  );

  test("and by whoever totals at the same time", async () => {
    const shop = await openShop(host.app, "UTC");
    const [linkId = 0] = shop.links;
    const at = new Date("2026-03-29T12:00:00Z");
    const batch = () =>
      Array.from({ length: 30 }, (_, i) => ({
        at,
        linkId,
        visitor: i,
        firstOfDay: true,
        qr: true,
      }));
    const workers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 10; i += 1) await shop.total(13);
    });
    const writers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 5; i += 1) await shop.add(batch());
    });
    const readers = Array.from({ length: 10 }, async () => {
      const { clicks } = await countTotals(shop.ctx, { of: WHOLE, range });
      expect(clicks % 30).toBe(0);
    });
    await Promise.all([...workers, ...writers, ...readers]);
    while (await shop.total(100));
    expect(await countTotals(shop.ctx, { of: WHOLE, range })).toMatchObject({
      clicks: 600,
      people: 600,
      qr: 600,
    });
    const marks = await shop.ctx.db.all(sql`
      select part, clicks from click_total where workspace_id = ${shop.ctx.workspace.id}::bigint`);
    expect(new Map(marks.map((row) => [row["part"], row["clicks"]]))).toEqual(
      new Map(parts.map((part) => [part, 600])),
    );
  });
});

describe("a zone", () => {
  const inZone = (ctx: WorkspaceContext, timeZone: string): WorkspaceContext => ({
    ...ctx,
    workspace: { ...ctx.workspace, timeZone },
  });

  test.for<[string, string, number]>([
    ["UTC", "2026-03-02", 3],
    ["Asia/Jakarta", "2026-03-02", 2],
    ["Asia/Kathmandu", "2026-03-02", 2],
    ["America/New_York", "2026-03-01", 2],
    ["Pacific/Kiritimati", "2026-03-03", 1],
  ])("that is chosen later cuts the days anew: %s", async ([zone, day, clicks]) => {
    const shop = await openShop(host.app, "UTC");
    const [linkId = 0] = shop.links;
    await shop.add(
      ["2026-03-02T00:00:00Z", "2026-03-02T04:59:59Z", "2026-03-02T20:00:00Z"].map((at) => ({
        at,
        linkId,
      })),
    );
    await shop.total(2);
    const ctx = inZone(shop.ctx, zone);
    const [row] = await countClicksByDate(ctx, { of: WHOLE, range: dayRange(day, day) });
    expect(row).toMatchObject({ day, clicks });
  });

  test("whose clock shows an hour twice counts both in one row", async () => {
    const shop = await openShop(host.app, "Europe/Berlin");
    const [linkId = 0] = shop.links;
    await shop.add(
      ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"].map((at) => ({
        at,
        linkId,
      })),
    );
    const hours = await countClicksByHour(shop.ctx, { of: WHOLE, day: "2026-10-25" });
    expect(hours.filter(({ clicks }) => clicks > 0)).toEqual([
      { hour: 2, clicks: 2, people: 0 },
      { hour: 3, clicks: 1, people: 0 },
    ]);
    expect(hours).toHaveLength(24);
  });
});

test("people of a link's range are each counted once, of a group's once a day", async () => {
  const shop = await openShop(host.app, "UTC");
  const [linkId = 0] = shop.links;
  const [groupId = 0] = shop.groups;
  const on = (day: string, visitor: number) => ({
    at: `${day}T10:00:00Z`,
    linkId,
    groupId,
    visitor,
    firstOfDay: true,
  });
  await shop.add([on("2026-03-28", 1), on("2026-03-29", 1), on("2026-03-29", 2)]);
  await shop.add([on("2026-03-27", 2)]);
  const before = { clicks: 1, people: 1, qr: 0, known: 0, knownPeople: 0 };
  const totals = { clicks: 3, qr: 0, known: 0, knownPeople: 0, before };
  const [link = WHOLE] = shop.scopes;
  expect(await countTotals(shop.ctx, { of: link, range })).toEqual({ ...totals, people: 2 });
  expect(await countTotals(shop.ctx, { of: { groupId }, range })).toEqual({ ...totals, people: 3 });
});

test("groups are told in the order asked, a page at a time", async () => {
  const shop = await openShop(host.app, "UTC");
  const [linkId = 0] = shop.links;
  const [one = 0, two = 0] = shop.groups;
  await shop.add([{ at: "2026-03-28T10:00:00Z", linkId, groupId: two, firstOfDay: true }]);
  const day = "2026-03-28";
  const ask = (groupIds: number[] | null, limit: number, offset = 0) =>
    countClicksByGroup(shop.ctx, { day, groupIds, page: { limit, offset } });
  const rows = [
    { groupId: one, name: "Instagram", clicks: 0, people: 0 },
    { groupId: two, name: "Instagram", clicks: 1, people: 1 },
  ];
  expect(await ask([one, two], 30)).toEqual({ groups: rows, total: 2 });
  expect(await ask([one, two], 1, 1)).toEqual({ groups: [rows[1]], total: 2 });
  expect(await ask(null, 30)).toEqual({ groups: [...rows].reverse(), total: 2 });
  await expect(ask([one, 404_040], 30)).rejects.toMatchObject({ code: "group_unknown" });
});
