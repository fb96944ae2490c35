import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { addDays } from "../../src/kit/day.ts";
import { deleteGroup } from "../../src/links/delete-group.ts";
import { deleteLink } from "../../src/links/delete-link.ts";
import { updateLink } from "../../src/links/update-link.ts";
import { dayRange } from "../../src/statistics/day-range.ts";
import { listRankedGroups } from "../../src/statistics/list-ranked-groups.ts";
import { listRankedLinks } from "../../src/statistics/list-ranked-links.ts";
import { type RankSort, rankSorts } from "../../src/statistics/ranking.ts";
import { useApp } from "../support/app.ts";
import { type ClickRow, makeMonths } from "../support/clicks.ts";
import { insertLinkRow } from "../support/link-rows.ts";
import { openShop, type Shop } from "../support/shop.ts";

const host = useApp({ clock: () => new Date("2026-04-03T09:00:00Z") });
beforeAll(() => makeMonths(host.app.context.db, "2026-03", "2026-04"));

const range = dayRange("2026-03-30", "2026-04-02");
const ALL = { limit: 1_000, offset: 0 };

interface Model {
  readonly shop: Shop;
  readonly clicks: ClickRow[];
}

/** What a plain look at every click says of those for which `is` holds. */
function figuresOf({ shop, clicks }: Model, is: (click: ClickRow) => boolean) {
  const zone = shop.ctx.workspace.timeZone;
  const dayIn = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
  const between = (first: string, days: number) => {
    const on = clicks.filter((click) => {
      const day = dayIn.format(new Date(click.at));
      return is(click) && day >= first && day < addDays(first, days);
    });
    return {
      clicks: on.length,
      people: on.filter(({ firstOfDay }) => firstOfDay).length,
      qr: on.filter(({ qr }) => qr).length,
    };
  };
  return { ...between("2026-03-30", 4), before: between("2026-03-26", 4) };
}

type Figures = ReturnType<typeof figuresOf>;

function inOrder<Row extends Figures & { id: number }>(
  rows: readonly Row[],
  sort: RankSort,
  ascending: boolean,
): Row[] {
  const value = (row: Row) => (sort === "change" ? row.clicks - row.before.clicks : row[sort]);
  const sign = ascending ? 1 : -1;
  return rows.toSorted((a, b) => sign * (value(a) - value(b)) || b.id - a.id);
}

async function checkRankings(model: Model): Promise<void> {
  const { ctx, links, groups } = model.shop;
  for (const sort of rankSorts) {
    for (const ascending of [false, true]) {
      const asked = { range, sort, ascending };
      const ofLinks = links.map((id) => ({ id, ...figuresOf(model, (c) => c.linkId === id) }));
      const ranked = await listRankedLinks(ctx, { ...asked, groupId: null, page: ALL });
      expect(ranked).toMatchObject({
        total: links.length,
        links: inOrder(ofLinks, sort, ascending),
      });
      const paged = [];
      for (let offset = 0; offset < links.length; offset += 2) {
        const page = { limit: 2, offset };
        paged.push(...(await listRankedLinks(ctx, { ...asked, groupId: null, page })).links);
      }
      expect(paged).toEqual(ranked.links);

      const ofGroups = groups.map((id) => ({ id, ...figuresOf(model, (c) => c.groupId === id) }));
      const rankedGroups = await listRankedGroups(ctx, { ...asked, page: ALL });
      expect(rankedGroups).toMatchObject({
        total: groups.length,
        groups: inOrder(ofGroups, sort, ascending).map(({ id, ...row }) => ({
          groupId: id,
          ...row,
        })),
      });
      for (const groupId of groups) {
        const within = links
          .map((id) => ({
            id,
            ...figuresOf(model, (c) => c.linkId === id && c.groupId === groupId),
          }))
          .filter(({ clicks }) => clicks > 0);
        const { links: rows, total } = await listRankedLinks(ctx, { ...asked, groupId, page: ALL });
        expect(rows).toMatchObject(inOrder(within, sort, ascending));
        expect(total).toBe(within.length);
      }
    }
  }
}

describe("rankings are what a plain look at every click says", () => {
  test.for(["UTC", "Asia/Jakarta", "America/Los_Angeles"])(
    "in %s, however far the totals go and whatever is packed",
    { timeout: 120_000 },
    async (zone) => {
      const start = Date.parse("2026-03-25T06:00:00Z");
      const click = fc.record({
        at: fc.nat(9 * 86_400).map((s) => new Date(start + s * 1_000)),
        link: fc.nat(3),
        group: fc.constantFrom(null, 0, 1),
        visitor: fc.nat(3),
        firstOfDay: fc.boolean(),
        qr: fc.boolean(),
      });
      const step = fc.oneof(
        fc.array(click, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 12 }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
          const shop = await openShop(host.app, zone);
          const { workspace, db } = shop.ctx;
          for (let more = 0; more < 3; more += 1) {
            shop.links.push((await insertLinkRow(db, { workspaceId: workspace.id })).id);
          }
          const model: Model = { shop, clicks: [] };
          for (const each of steps) {
            if (typeof each === "number") await shop.total(each);
            else {
              const rows = each.map(({ link, group, ...rest }) => ({
                ...rest,
                linkId: shop.links[link] ?? 0,
                groupId: group === null ? null : (shop.groups[group] ?? null),
              }));
              await shop.add(rows);
              model.clicks.push(...rows);
            }
          }
          await checkRankings(model);
          while (await shop.total(7));
          await checkRankings(model);
        }),
        { numRuns: 4 },
      );
    },
  );
});

/** Enough links with clicks on 1 April for the day to be packed. */
async function openBusyShop() {
  const shop = await openShop(host.app, "UTC");
  const { db, workspace } = shop.ctx;
  const [linkId = 0] = shop.links;
  const many = Array.from({ length: 600 }, (_, n) => ({
    at: "2026-04-01T10:00:00Z",
    linkId: 900_000_000 + n,
    firstOfDay: true,
  }));
  await shop.add(many);
  while (await shop.total(1_000));
  const packed = async () =>
    (
      await db.all(sql`
        select first_quarter from click_packed_day
         where workspace_id = ${workspace.id}::bigint`)
    ).length;
  const top = async () => {
    const asked = { range, sort: "clicks", ascending: false, groupId: null } as const;
    const { links } = await listRankedLinks(shop.ctx, { ...asked, page: { limit: 1, offset: 0 } });
    return links[0];
  };
  return { ...shop, linkId, packed, top };
}

describe("a packed day", () => {
  test("is made when it is asked for, and again after a late click is totalled", async () => {
    const shop = await openBusyShop();
    expect(await shop.packed()).toBe(0);
    await shop.top();
    expect(await shop.packed()).toBe(1);
    await shop.add([{ at: "2026-04-01T11:00:00Z", linkId: shop.linkId, firstOfDay: true }]);
    expect(await shop.top()).toMatchObject({ id: shop.linkId, clicks: 1, people: 1 });
    while (await shop.total(1_000));
    expect(await shop.packed()).toBe(0);
    expect(await shop.top()).toMatchObject({ id: shop.linkId, clicks: 1, people: 1 });
    expect(await shop.packed()).toBe(1);
    await shop.add([{ at: "2026-04-02T11:00:00Z", linkId: shop.linkId }]);
    while (await shop.total(1_000));
    expect(await shop.packed()).toBe(1);
    expect(await shop.top()).toMatchObject({ clicks: 2 });
  });

  test("is right while others ask and total", async () => {
    const shop = await openBusyShop();
    const click = { at: "2026-04-01T11:00:00Z", linkId: shop.linkId };
    const writer = (async () => {
      for (let n = 0; n < 20; n += 1) await shop.add([click, click]);
    })();
    const totaller = (async () => {
      for (let n = 0; n < 20; n += 1) await shop.total(7);
    })();
    const readers = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 10; n += 1) expect(((await shop.top())?.clicks ?? 0) % 2).toBe(0);
    });
    await Promise.all([writer, totaller, ...readers]);
    while (await shop.total(1_000));
    expect(await shop.top()).toMatchObject({ clicks: 40 });
  });
});

describe("the links of a group", () => {
  const click = (linkId: number, groupId: number | null, day = "2026-04-01") => ({
    at: `${day}T10:00:00Z`,
    linkId,
    groupId,
    firstOfDay: true,
  });
  const ask = (shop: Shop, groupId: number | null, sort: RankSort = "clicks") =>
    listRankedLinks(shop.ctx, { range, sort, ascending: false, groupId, page: ALL });

  test("have the clicks that they got in it, also when they are in another now", async () => {
    const shop = await openShop(host.app, "UTC");
    const [one = 0, two = 0] = shop.links;
    const [here = 0, there = 0] = shop.groups;
    const [{ link: name } = { link: undefined }] = shop.scopes;
    if (name === undefined) throw new Error("a scope of a link");
    await shop.add([click(one, here), click(one, here), click(one, there), click(two, here)]);
    const change = { groupId: there, settings: {} };
    await updateLink(shop.ctx, { ...name, change, expected: null });
    expect(await ask(shop, here)).toMatchObject({
      total: 2,
      links: [
        { id: one, clicks: 2, groupId: there },
        { id: two, clicks: 1, groupId: null },
      ],
    });
    expect(await ask(shop, there)).toMatchObject({ total: 1, links: [{ id: one, clicks: 1 }] });
  });

  test("are shown without clicks where they are in it, and not where they are not", async () => {
    const shop = await openShop(host.app, "UTC");
    const { db, workspace } = shop.ctx;
    const [one = 0, two = 0] = shop.links;
    const [here = 0] = shop.groups;
    const { id: quiet } = await insertLinkRow(db, { workspaceId: workspace.id, groupId: here });
    await shop.add([click(one, here, "2026-03-27"), click(two, here), click(two, null)]);
    const rows = [
      { id: two, clicks: 1 },
      { id: quiet, clicks: 0, before: { clicks: 0, people: 0, qr: 0 } },
    ];
    expect(await ask(shop, here)).toMatchObject({ total: 2, links: rows });
    const [last, first] = rows;
    expect(await ask(shop, here, "qr")).toMatchObject({ total: 2, links: [first, last] });
  });

  test("that are deleted are not among them, and the group keeps their clicks", async () => {
    const shop = await openShop(host.app, "UTC");
    const [one = 0, two = 0] = shop.links;
    const [here = 0, there = 0] = shop.groups;
    const [{ link: name } = { link: undefined }] = shop.scopes;
    if (name === undefined) throw new Error("a scope of a link");
    await shop.add([click(one, here), click(one, here), click(two, here), click(two, there)]);
    await deleteLink(shop.ctx, name);
    expect(await ask(shop, here)).toMatchObject({ total: 1, links: [{ id: two, clicks: 1 }] });
    expect(await ask(shop, null)).toMatchObject({ total: 1, links: [{ id: two, clicks: 2 }] });
    const asked = { range, sort: "clicks", ascending: false, page: ALL } as const;
    await deleteGroup(shop.ctx, there);
    expect(await listRankedGroups(shop.ctx, asked)).toMatchObject({
      total: 1,
      groups: [{ groupId: here, clicks: 3, people: 3, links: 0 }],
    });
  });
});

test("a page far down has the links without clicks, the newest first", async () => {
  const shop = await openShop(host.app, "UTC");
  const { db, workspace } = shop.ctx;
  for (let n = 0; n < 40; n += 1) {
    shop.links.push((await insertLinkRow(db, { workspaceId: workspace.id })).id);
  }
  const [oldest = 0] = shop.links;
  await shop.add([{ at: "2026-04-01T10:00:00Z", linkId: oldest }]);
  const asked = { range, sort: "clicks", groupId: null } as const;
  const idsOf = async (ascending: boolean, offset: number) => {
    const page = { limit: 30, offset };
    const { links, total } = await listRankedLinks(shop.ctx, { ...asked, ascending, page });
    expect(total).toBe(42);
    return links.map(({ id }) => id);
  };
  const newestFirst = shop.links.slice(1).toReversed();
  expect(await idsOf(false, 30)).toEqual(newestFirst.slice(29));
  expect(await idsOf(true, 0)).toEqual(newestFirst.slice(0, 30));
  expect(await idsOf(true, 30)).toEqual([...newestFirst.slice(30), oldest]);
  expect(await idsOf(true, 60)).toEqual([]);
});
