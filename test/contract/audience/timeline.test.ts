import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source, SUCCESS } from "../../support/audience.ts";

const START = Date.parse("2026-03-01T05:00:00Z");
let now = START;
const running = useApp({ clock: () => new Date(now) });

interface Timeline {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly before: string | null;
}

async function pageOf(source: Source, query: string): Promise<Timeline> {
  const { data } = await source.get(`/v1/user/timeline?${query}`);
  return data as Timeline;
}

async function wholeOf(source: Source, euid: number, limit: number) {
  const items: unknown[] = [];
  let before: string | null = "";
  while (before !== null) {
    const page: Timeline = await pageOf(source, `euid=${euid}&limit=${limit}&before=${before}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    expect(page.items.length).toBeGreaterThan(0);
    items.push(...page.items);
    ({ before } = page);
  }
  return items;
}

beforeEach(() => {
  now = START;
});

describe("a timeline", () => {
  test("tells each change of a property with what it was and who changed it", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { plan: "free", since: "2026-03-01 07:30:00", tags: ["a"] });
    now += 1_000;
    await source.change(euid, "increase", { points: 2.5 });
    now += 1_000;
    await source.change(euid, "delete", { plan: "" });
    await source.change(euid, "delete", { plan: "" });
    const change = (at: string, operation: string, attribute: string, values: object) => ({
      type: "change",
      at,
      attribute,
      operation,
      ...values,
      source: expect.any(Number),
    });
    expect(await source.get(`/v1/user/timeline?euid=${euid}`)).toStrictEqual({
      ...SUCCESS,
      data: {
        items: [
          change("2026-03-01T05:00:02.000Z", "delete", "plan", { old: "free", new: null }),
          change("2026-03-01T05:00:01.000Z", "increase", "points", { old: null, new: 2.5 }),
          change("2026-03-01T05:00:00.000Z", "set", "plan", { old: null, new: "free" }),
          change("2026-03-01T05:00:00.000Z", "set", "since", {
            old: null,
            new: "2026-03-01 07:30:00",
          }),
          change("2026-03-01T05:00:00.000Z", "set", "tags", { old: null, new: ["a"] }),
        ],
        before: null,
      },
    });
  });

  test("of a merged user is that of all its numbers", async () => {
    const source = await makeSource(running.app);
    const identify = async (identities: object) => {
      const { data } = await source.post("/v1/user/identify", { identities });
      return (data as { euid: number }).euid;
    };
    const ana = await identify({ user_id: "ana" });
    const phone = await identify({ registration_id: "phone" });
    const event = { euid: phone, event_name: "app_opened", itime: START - 5_000 };
    await source.post("/v1/event/report", { data: [event] });
    await source.set(phone, { plan: "free" });
    now += 1_000;
    await identify({ user_id: "ana", registration_id: "phone" });
    const told = await pageOf(source, `euid=${phone}`);
    expect(told.items.map(({ type, operation = "" }) => `${type} ${operation}`.trim())).toEqual([
      "merge",
      "change merge",
      "change set",
      "event",
    ]);
    expect(await pageOf(source, `euid=${ana}`)).toStrictEqual(told);
  });

  test("is the same whole in pages of any size, nothing twice and nothing left out", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    for (let at = 0; at < 12; at += 1) {
      // Several of one moment, and calls with several changes.
      now = START + Math.floor(at / 3) * 1_000;
      await source.set(euid, { a: at, b: `${at}`, c: [`${at}`] });
      const event = { euid, event_name: `event_${at}`, itime: now };
      await source.post("/v1/event/report", { data: [event, event] });
    }
    const { items: whole, before } = await pageOf(source, `euid=${euid}&limit=200`);
    expect([whole.length, before]).toEqual([12 * 5, null]);
    const sizes = fc.integer({ min: 1, max: 61 });
    await fc.assert(
      fc.asyncProperty(sizes, async (limit) => {
        expect(await wholeOf(source, euid, limit)).toEqual(whole);
      }),
      { numRuns: 15, examples: [[1], [60]] },
    );
  });

  test("of large changes comes in pages of bounded size", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const long = (letter: string) =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_, at) => [`p${at}`, `${letter}${at} `.repeat(900)]),
      );
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    for (const letter of letters) await source.set(euid, long(letter));
    const { items, before } = await pageOf(source, `euid=${euid}&limit=200`);
    expect(items.length).toBeGreaterThan(0);
    expect(before).not.toBeNull();
    expect(await wholeOf(source, euid, 200)).toHaveLength(40 * letters.length);
  });

  const refusals: [string, string, number, string][] = [
    ["no user", "", 40007, "EUID cannot be empty"],
    ["nobody", "?euid=1", 55108, "invalid EUID: no such user in this workspace"],
    ["a limit of 0", "?euid=EUID&limit=0", 55004, "limit is not valid: at least 1"],
    ["a limit of 201", "?euid=EUID&limit=201", 55004, "limit is not valid: at most 200"],
    [
      "a limit in letters",
      "?euid=EUID&limit=x",
      55004,
      "limit is not valid: it must be of type integer",
    ],
    [
      "a cursor of its own",
      "?euid=EUID&before=x",
      55004,
      "before is not valid: it is not a `before` that this call answered",
    ],
    [
      "a cursor of a time before all",
      `?euid=EUID&before=${Buffer.from("-253402214400000,0,0,0").toString("base64url")}`,
      55004,
      "before is not valid: it is not a `before` that this call answered",
    ],
    ["a field it does not know", "?euid=EUID&page=1", 55004, "page is not a known field"],
  ];
  test.for(refusals)("refuses %s", async ([, query, code, message]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const path = `/v1/user/timeline${query.replace("EUID", String(euid))}`;
    expect(await source.get(path)).toStrictEqual({ code, message });
  });
});
