import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeMonths } from "../../support/clicks.ts";
import { DOMAIN, linksClient } from "../../support/links-api.ts";

const host = useApp({ clock: () => new Date("2026-03-05T00:00:00Z") });
beforeAll(() => makeMonths(host.app.context.db, "2026-02", "2026-04"));

const bad = (code: number, message: string) => ({ code, message, result: null });
const MARCH = "startYmd=2026-03-01&endYmd=2026-03-02";

describe("a plan", () => {
  test.for<[string, string, string, string]>([
    ["Free", "link", "Personal", "linkId"],
    ["Personal", "group", "Premium", "grpIdx"],
    ["Personal", "all", "Premium", "grpIdx"],
  ])("%s lacks the clicks of %s", async ([plan, scope, needed, field]) => {
    const rateLimit = { perMinute: 10_000, perHour: 10_000 };
    const poor = await linksClient(host.app, { plan: plan as "Free", rateLimit });
    const mine = { link: `linkId=${await poor.link()}&domain=${DOMAIN}`, all: "" };
    const query = scope === "group" ? `grpIdx=${await poor.group()}` : mine[scope as "link"];
    const message = `${field}: this needs the ${needed} plan`;
    for (const path of [
      `clicks-by-date?${MARCH}`,
      "clicks-by-hour?ymd=2026-03-01",
      `totals?${MARCH}`,
      `clicks-by-dimension?${MARCH}&dimension=os`,
    ]) {
      const answer = await poor.get(`/api/statistics/v2/${path}&${query}`);
      expect([path, answer]).toStrictEqual([path, bad(40300, message)]);
    }
  });

  test("Personal lacks the clicks by group", async () => {
    const rateLimit = { perMinute: 10_000, perHour: 10_000 };
    const poor = await linksClient(host.app, { plan: "Personal", rateLimit });
    expect(await poor.get("/api/link/v1/clicks-by-group?ymd=2026-03-01")).toStrictEqual(
      bad(40300, "grpIdx: this needs the Premium plan"),
    );
  });

  test("has a twentieth of its calls a minute, and two at least, apart from the others", async () => {
    for (const [plan, calls] of [
      ["Free", 2],
      ["Premium", 15],
    ] as const) {
      const client = await linksClient(host.app, { plan });
      const get = (path: string) => client.send({ method: "GET", path });
      for (let left = calls - 1; left >= 0; left -= 1) {
        const call = left % 2 === 0 ? "links" : "groups";
        const { status, headers } = await get(`/api/statistics/v2/${call}?${MARCH}`);
        expect([status, headers["ratelimit-limit"], headers["ratelimit-remaining"]]).toEqual([
          200,
          String(calls),
          String(left),
        ]);
      }
      const over = await get("/api/link/v1/clicks-by-group?ymd=2026-03-01");
      expect(over).toMatchObject({ status: 429, body: { code: 42900 } });
      expect(await get("/api/link-group/v1/list")).toMatchObject({ status: 200 });
    }
  });
});
