import { beforeAll, expect, test } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { deleteOldMonthPeople } from "../../src/statistics/delete-old-month-people.ts";
import { eraseTotals } from "../../src/statistics/erase-totals.ts";
import { loadLinkMonth } from "../../src/statistics/load-link-month.ts";
import { totalClicks } from "../../src/statistics/total-clicks.ts";
import { useApp } from "../support/app.ts";
import { makeMonths } from "../support/clicks.ts";
import { openShop } from "../support/shop.ts";

const NOW = new Date("2026-04-02T12:00:00Z");
const host = useApp({ clock: () => NOW });
beforeAll(() => makeMonths(host.app.context.db, "2026-02", "2026-11"));

const NEVER = 1_000_000;

async function open() {
  const shop = await openShop(host.app, "UTC");
  const { db, workspace } = shop.ctx;
  const [linkId = 0, otherId = 0] = shop.links;
  return {
    workspaceId: workspace.id,
    db,
    linkId,
    otherId,
    click: (day: string, ...visitors: readonly number[]) =>
      shop.add(visitors.map((visitor) => ({ at: `${day}T12:00:00Z`, day, linkId, visitor }))),
    clickOther: (day: string, visitor: number) =>
      shop.add([{ at: `${day}T12:00:00Z`, day, linkId: otherId, visitor }]),
    total: async (busyFrom: number, most = 2) => {
      while (await totalClicks({ db }, { workspaceId: workspace.id, most, busyFrom }));
    },
    people: async (month: string, of = linkId) =>
      (await loadLinkMonth(shop.ctx, { workspace, linkId: of, month })).people,
    known: async () => {
      const rows = await db.all(sql`
        select month::text, visitor from click_month_visitor
         where workspace_id = ${workspace.id}::bigint order by month, visitor`);
      return rows.map(({ month, visitor }) => `${month} ${visitor}`);
    },
  };
}

test("people of a month count once, read or totalled, quiet link or busy", async () => {
  const { click, clickOther, total, people, otherId } = await open();
  await click("2026-03-01", 1, 2);
  await click("2026-03-31", 1, 3);
  await click("2026-04-01", 1);
  await clickOther("2026-03-01", 9);
  const told = async () => [
    await people("2026-03"),
    await people("2026-04"),
    await people("2026-03", otherId),
  ];
  expect(await told()).toEqual([3, 1, 1]);
  await total(NEVER);
  expect(await told()).toEqual([3, 1, 1]);
  await click("2026-03-15", 3, 4);
  expect(await told()).toEqual([4, 1, 1]);
  await total(4);
  expect(await told()).toEqual([4, 1, 1]);
  await click("2026-03-16", 4, 5, 1);
  expect(await told()).toEqual([5, 1, 1]);
  await total(4);
  await total(4);
  expect(await told()).toEqual([5, 1, 1]);
});

test("who the people of a month were is forgotten with its clicks, and their number kept", async () => {
  const { click, total, people, known, db, workspaceId } = await open();
  await click("2026-02-28", 1, 2);
  await click("2026-03-01", 1);
  await total(2);
  expect(await known()).toEqual(["2026-02-01 1", "2026-02-01 2", "2026-03-01 1"]);
  const ask = (before: string) =>
    deleteOldMonthPeople({ db }, { workspaceId, before: new Date(before) });
  await ask("2026-04-01T00:00:00Z");
  expect(await known()).toHaveLength(3);
  await ask("2026-04-02T00:00:00Z");
  expect(await known()).toEqual(["2026-03-01 1"]);
  expect([await people("2026-02"), await people("2026-03")]).toEqual([2, 1]);
});

test("a deleted workspace leaves none of them", async () => {
  const { click, total, known, db, workspaceId } = await open();
  await click("2026-03-01", 1, 2);
  await total(2);
  while (await eraseTotals({ db }, workspaceId));
  const months = await db.all(sql`
    select month from click_month where workspace_id = ${workspaceId}::bigint`);
  expect([await known(), months]).toEqual([[], []]);
});
