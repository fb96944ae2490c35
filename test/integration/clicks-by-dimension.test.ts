import { beforeAll, describe, expect, test } from "vitest";
import { countClicksByDimension } from "../../src/statistics/count-clicks-by-dimension.ts";
import { dayRange } from "../../src/statistics/day-range.ts";
import { dimensions } from "../../src/statistics/dimension.ts";
import { useApp } from "../support/app.ts";
import { makeMonths } from "../support/clicks.ts";
import { openShop } from "../support/shop.ts";

const host = useApp();
beforeAll(() => makeMonths(host.app.context.db, "2026-02", "2026-11"));

const WHOLE = {};
const range = dayRange("2026-03-28", "2026-03-31");

describe("every dimension", () => {
  test("tells the values of its column, totalled or not", async () => {
    const shop = await openShop(host.app, "UTC");
    const [linkId = 0] = shop.links;
    const click = {
      at: "2026-03-29T12:00:00Z",
      linkId,
      firstOfDay: true,
      country: "ID",
      device: "mobile",
      browser: "Chrome",
      os: "Android",
      referrer: "instagram.com",
      language: "id",
      source: "ig",
      medium: "social",
      campaign: "spring",
      qr: true,
    };
    const expected = {
      country: "ID",
      device: "mobile",
      browser: "Chrome",
      os: "Android",
      referrer: "instagram.com",
      language: "id",
      utm_source: "ig",
      utm_medium: "social",
      utm_campaign: "spring",
      qr: "Y",
    };
    await shop.add([click]);
    for (const totalled of [false, true]) {
      if (totalled) await shop.total(10);
      for (const dimension of dimensions) {
        const rows = await countClicksByDimension(shop.ctx, { of: WHOLE, range, dimension });
        expect(rows).toEqual([{ value: expected[dimension], clicks: 1, people: 1 }]);
      }
    }
  });

  test("tells a link's clicks alike before its days are totalled, meanwhile, and after", async () => {
    const shop = await openShop(host.app, "UTC");
    const [linkId = 0] = shop.links;
    const [of = WHOLE] = shop.scopes;
    const add = (clicks: number) =>
      shop.add(
        Array.from({ length: clicks }, () => ({
          at: "2026-03-29T12:00:00Z",
          linkId,
          country: "ID",
        })),
      );
    const told = () => countClicksByDimension(shop.ctx, { of, range, dimension: "country" });
    const NEVER = 1_000_000;
    for (const [busyFrom, added, clicks] of [
      [NEVER, 3, 3], // quiet, with all of them read one by one
      [NEVER, 1, 4],
      [2, 4, 8], // found busy half-way
      [2, 2, 10],
    ] as const) {
      await add(added);
      expect(await told()).toEqual([{ value: "ID", clicks, people: 0 }]);
      await shop.total(2, busyFrom);
      expect(await told()).toEqual([{ value: "ID", clicks, people: 0 }]);
    }
    while (await shop.total(2, 2));
    expect(await told()).toEqual([{ value: "ID", clicks: 10, people: 0 }]);
  });

  test("keeps to the hundred values with most clicks", async () => {
    const shop = await openShop(host.app, "UTC");
    const [linkId = 0] = shop.links;
    const at = "2026-03-29T12:00:00Z";
    await shop.add(
      Array.from({ length: 120 }, (_, i) => ({ at, linkId, referrer: `${i % 110}.example` })),
    );
    const rows = await countClicksByDimension(shop.ctx, {
      of: WHOLE,
      range,
      dimension: "referrer",
    });
    expect(rows).toHaveLength(100);
    expect(rows.slice(0, 10).every(({ clicks }) => clicks === 2)).toBe(true);
  });
});
