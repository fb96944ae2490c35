import { beforeAll, expect, test } from "vitest";
import { loadGroupMonth } from "../../src/statistics/load-group-month.ts";
import { totalClicks } from "../../src/statistics/total-clicks.ts";
import { useApp } from "../support/app.ts";
import { makeMonths } from "../support/clicks.ts";
import { openShop } from "../support/shop.ts";

const NOW = new Date("2026-04-02T12:00:00Z");
const host = useApp({ clock: () => NOW });
beforeAll(() => makeMonths(host.app.context.db, "2026-01", "2026-04"));

test("a group's month is the same whether its clicks are totalled, read one by one, or both", async () => {
  const shop = await openShop(host.app, "UTC");
  const { db, workspace } = shop.ctx;
  const [one = 0, other = 0] = shop.links;
  const groupId = 6_001;
  const click = (day: string, linkId: number, visitor: number, more: object = {}) =>
    shop.add([
      { at: `${day}T12:00:00Z`, day, linkId, groupId, visitor, firstOfDay: true, ...more },
    ]);
  const total = async (): Promise<void> => {
    while (await totalClicks({ db }, { workspaceId: workspace.id, most: 2, busyFrom: 2 }));
  };
  const month = async (wanted: string | null) => {
    const told = await loadGroupMonth(shop.ctx, { workspace, groupId, month: wanted });
    const { clicks, people, months, links, days } = told;
    const busy = days.filter((day) => day.clicks > 0).map((day) => [day.day, day.clicks]);
    return { clicks, people, months, busy, links: links.values.map((each) => each.clicks) };
  };

  await click("2026-01-31", one, 1);
  await click("2026-03-01", one, 1);
  await click("2026-03-01", one, 2, { groupId: null });
  await click("2026-03-05", other, 1);
  await click("2026-03-05", other, 2);
  await click("2026-04-01", other, 2);
  const march = {
    clicks: 3,
    people: 3,
    months: ["2026-04", "2026-03", "2026-02", "2026-01"],
    busy: [
      ["2026-03-01", 1],
      ["2026-03-05", 2],
    ],
    links: [2, 1],
  };
  expect(await month("2026-03")).toEqual(march);
  await total();
  expect(await month("2026-03")).toEqual(march);
  await click("2026-03-05", one, 9);
  await click("2026-03-05", one, 8);
  const more = { ...march, clicks: 5, people: 5, busy: [march.busy[0], ["2026-03-05", 4]] };
  expect(await month("2026-03")).toEqual({ ...more, links: [3, 2] });
  await total();
  expect(await month("2026-03")).toEqual({ ...more, links: [3, 2] });
  expect(await month("2026-02")).toMatchObject({ clicks: 0, people: 0, busy: [], links: [] });
  expect(await month(null)).toMatchObject({ clicks: 1, busy: [["2026-04-01", 1]] });
  expect(await month("2025-11")).toMatchObject({ clicks: 1, busy: [["2026-01-31", 1]] });
});
