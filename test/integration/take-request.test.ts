import { describe, expect, test } from "vitest";
import { rateLimit } from "../../src/workspaces/plan.ts";
import { makeTakeRequest } from "../../src/workspaces/take-request.ts";
import { openStorePlace, useStore } from "../support/store.ts";

const store = useStore();

let workspaces = 0;
const nextWorkspace = (): number => {
  workspaces += 1;
  return workspaces;
};

function clockAt(start: string) {
  let now = new Date(start);
  return {
    clock: () => now,
    passes: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
  };
}

describe("requests of a workspace", () => {
  test("are let in up to the limit of the minute, and again in the next", async () => {
    const { clock, passes } = clockAt("2026-03-02T10:00:20Z");
    const take = makeTakeRequest(store.db, clock);
    const id = nextWorkspace();
    const limit = { perMinute: 2, perHour: 100 };
    expect(await take(id, "links", limit)).toEqual({
      allowed: true,
      limit: 2,
      remaining: 1,
      resetsInSeconds: 40,
    });
    expect(await take(id, "links", limit)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await take(id, "links", limit)).toEqual({
      allowed: false,
      limit: 2,
      remaining: 0,
      resetsInSeconds: 40,
    });
    passes(40);
    expect(await take(id, "links", limit)).toMatchObject({ allowed: true, remaining: 1 });
  });

  test("that were refused do not count for the hour", async () => {
    const { clock, passes } = clockAt("2026-03-02T10:00:00Z");
    const take = makeTakeRequest(store.db, clock);
    const id = nextWorkspace();
    const limit = { perMinute: 1, perHour: 2 };
    await take(id, "links", limit);
    for (let i = 0; i < 5; i += 1) {
      expect(await take(id, "links", limit)).toMatchObject({ allowed: false });
    }
    passes(60);
    expect(await take(id, "links", limit)).toMatchObject({ allowed: true });
    passes(60);
    // Both windows count: the hour is full, and it is the hour that one waits for.
    expect(await take(id, "links", limit)).toEqual({
      allowed: false,
      limit: 2,
      remaining: 0,
      resetsInSeconds: 58 * 60,
    });
  });

  test("count apart for each API and each workspace", async () => {
    const take = makeTakeRequest(store.db, () => new Date("2026-03-02T10:00:00Z"));
    const [one, other] = [nextWorkspace(), nextWorkspace()];
    const limit = { perMinute: 1, perHour: 1 };
    const words = await Promise.all([
      take(one, "links", limit),
      take(one, "statistics", limit),
      take(other, "links", limit),
    ]);
    expect(words.map(({ allowed }) => allowed)).toEqual([true, true, true]);
    expect(await take(one, "links", limit)).toMatchObject({ allowed: false });
  });

  test("are counted exactly however many come at once, on however many nodes", async () => {
    const at = () => new Date("2026-03-02T10:00:00Z");
    const id = nextWorkspace();
    const limit = { perMinute: 137, perHour: 10_000 };
    const send = async (takers: readonly ReturnType<typeof makeTakeRequest>[]) => {
      const words = await Promise.all(
        Array.from({ length: 400 }, (_, i) => takers[i % takers.length]?.(id, "links", limit)),
      );
      return words.filter((word) => word?.allowed).length;
    };
    const mine = makeTakeRequest(store.db, at);
    if (!store.db.shared) {
      expect(await send([mine])).toBe(137);
      return;
    }
    await using elsewhere = await openStorePlace(store.place);
    expect(await send([mine, makeTakeRequest(elsewhere, at)])).toBe(137);
  });
});

test.for<[Parameters<typeof rateLimit>[0], number, number, number]>([
  ["Free", 30, 600, 2],
  ["Personal", 180, 10_000, 9],
  ["Premium", 300, 15_000, 15],
  ["Business", 480, 25_000, 24],
  ["Business Plus", 768, 40_000, 38],
])("the %s plan lets in what its plan says", async ([plan, perMinute, perHour, statistics]) => {
  expect(rateLimit(plan, "links", null)).toEqual({ perMinute, perHour });
  expect(rateLimit(plan, "statistics", null)).toEqual({ perMinute: statistics, perHour });
  const take = makeTakeRequest(store.db, () => new Date("2026-03-02T10:00:00Z"));
  const id = nextWorkspace();
  const limit = { perMinute, perHour };
  const words = await Promise.all(
    Array.from({ length: perMinute + 10 }, () => take(id, "links", limit)),
  );
  expect(words.filter(({ allowed }) => allowed)).toHaveLength(perMinute);
});
