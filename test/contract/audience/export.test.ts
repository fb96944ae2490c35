import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source } from "../../support/audience.ts";

const START = Date.parse("2026-03-01T05:00:00Z");
let now = START;
const running = useApp({ clock: () => new Date(now) });
const PATH = "/v1/user/export";

async function linesOf(source: Source, query = ""): Promise<unknown[]> {
  const { status, headers, body } = await source.send("GET", `${PATH}${query}`);
  expect([status, headers["content-type"]]).toEqual([200, "application/x-ndjson; charset=utf-8"]);
  const lines = String(body).split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line));
}

async function users(source: Source, count: number): Promise<number[]> {
  const euids: number[] = [];
  for (let from = 0; from < count; from += 100) {
    const identity_values = Array.from(
      { length: Math.min(100, count - from) },
      (_, at) => `user ${from + at}`,
    );
    const body = { identity_name: "user_id", identity_values };
    const { data } = await source.post("/v1/user/register", body);
    euids.push(...(data as { euid: number }[]).map(({ euid }) => euid));
  }
  return euids;
}

describe("an export", () => {
  test("has each user as reading it alone does, by number", async () => {
    const source = await makeSource(running.app);
    const euids = await users(source, 3);
    await source.set(euids[1] as number, { plan: "gold", since: "2026-03-01 00:00:00", n: 0.1 });
    const contacts = { email: "ana@shop.id", mobile_phone: "081234567890" };
    await source.post("/v1/user/contact", { euid: euids[2], contacts });
    const alone = await Promise.all(
      euids.map(async (euid) => (await source.get(`/v1/user?euid=${euid}`)).data),
    );
    expect(await linesOf(source)).toStrictEqual(alone);
  });

  test("of more users than a page has each once", async () => {
    const source = await makeSource(running.app);
    const euids = await users(source, 1_203);
    // Some are large: a page of them ends early.
    const large = Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [`p${at}`, Math.random().toString(36).repeat(300)]),
    );
    for (const euid of euids.slice(0, 6)) await source.set(euid, large);
    const lines = (await linesOf(source)) as { euid: number }[];
    expect(lines.map(({ euid }) => euid)).toEqual(euids.toSorted((a, b) => a - b));
  });

  test("of a workspace without users is empty, and holds no other's", async () => {
    const [mine, theirs] = [await makeSource(running.app), await makeSource(running.app)];
    await users(theirs, 2);
    expect(await linesOf(mine)).toEqual([]);
  });

  test("holds users that changed since a time, and no merged or erased ones", async () => {
    const source = await makeSource(running.app);
    const [one, two, three] = (await users(source, 3)) as [number, number, number];
    now += 60_000;
    await source.set(two, { plan: "gold" });
    await source.delete(`/v1/user?euid=${three}`);
    const since = async (time: string) => {
      const lines = await linesOf(source, `?updated_since=${encodeURIComponent(time)}`);
      return (lines as { euid: number }[]).map(({ euid }) => euid);
    };
    expect(await since("2026-03-01T05:00:00Z")).toEqual([one, two]);
    expect(await since("2026-03-01T05:00:00.001Z")).toEqual([two]);
    expect(await since("2026-03-01 12:01:00")).toEqual([two]);
    expect(await since("2026-03-01T12:01:00.001+07:00")).toEqual([]);
    now = START;
  });

  test.for<[string, string, string]>([
    [
      "a time that is none",
      "?updated_since=yesterday",
      "updated_since is not valid: it must be a date and time that exists, such as 2026-03-01 00:00:00",
    ],
    [
      "a field it does not know",
      "?since=1",
      "since is not a known field; the nearest is updated_since",
    ],
  ])("refuses %s", async ([, query, message]) => {
    const source = await makeSource(running.app);
    expect(await source.get(`${PATH}${query}`)).toStrictEqual({ code: 55004, message });
  });
});
