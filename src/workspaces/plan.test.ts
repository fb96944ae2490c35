import { describe, expect, test } from "vitest";
import {
  type Feature,
  hasFeature,
  isPlan,
  type Plan,
  plans,
  type RatedApi,
  type RateLimit,
  rateLimit,
  requireBulkPlan,
  requirePlan,
} from "./plan.ts";

test("a plan is one of six", () => {
  expect(plans.every(isPlan)).toBe(true);
  expect(["free", "Business plus", "", "constructor"].some(isPlan)).toBe(false);
});

describe("a plan too low is told the one that has", () => {
  test.for<[Feature, Plan, Plan]>([
    ["redirectType", "Free", "Personal"],
    ["pushNotify", "Free", "Personal"],
    ["mailNotify", "Free", "Personal"],
    ["linkClicks", "Free", "Personal"],
    ["reuse", "Personal", "Premium"],
    ["changeUrl", "Personal", "Premium"],
    ["linkList", "Personal", "Premium"],
    ["ownDomain", "Free", "Premium"],
    ["groupClicks", "Personal", "Premium"],
    ["webhook", "Business Plus", "Enterprise"],
  ])("%s on %s: %s", ([feature, plan, needed]) => {
    expect(() => requirePlan(plan, feature)).toThrow(
      expect.objectContaining({ code: "plan_required", params: { plan: needed, feature } }),
    );
    expect(() => requirePlan(needed, feature)).not.toThrow();
    expect(hasFeature(plan, feature)).toBe(false);
    expect(hasFeature("Enterprise", feature)).toBe(true);
  });
});

describe("a bulk call", () => {
  test.for<[number, Plan, Plan | null]>([
    [1, "Free", "Personal"],
    [100, "Personal", null],
    [101, "Personal", "Premium"],
    [200, "Premium", null],
    [201, "Premium", "Business"],
    [300, "Business", null],
    [300, "Enterprise", null],
  ])("of %i items on %s needs %s", ([items, plan, needed]) => {
    const call = () => requireBulkPlan(plan, items);
    if (needed === null) expect(call).not.toThrow();
    else
      expect(call).toThrow(
        expect.objectContaining({
          code: "plan_required",
          params: { plan: needed, feature: "bulk" },
        }),
      );
  });
});

describe("calls in a minute and an hour", () => {
  const own = { perMinute: 1000, perHour: 2000 };
  test.for<[Plan, RatedApi, RateLimit | null, RateLimit | null]>([
    ["Free", "links", null, { perMinute: 30, perHour: 600 }],
    ["Free", "statistics", null, { perMinute: 2, perHour: 600 }],
    ["Personal", "statistics", null, { perMinute: 9, perHour: 10_000 }],
    ["Business", "links", null, { perMinute: 480, perHour: 25_000 }],
    ["Business Plus", "statistics", null, { perMinute: 38, perHour: 40_000 }],
    ["Enterprise", "links", null, null],
    ["Enterprise", "statistics", null, null],
    ["Enterprise", "links", own, own],
    ["Free", "statistics", own, { perMinute: 50, perHour: 2000 }],
  ])("%s, %s, own %j: %j", ([plan, api, mine, limit]) => {
    expect(rateLimit(plan, api, mine)).toEqual(limit);
  });
});
