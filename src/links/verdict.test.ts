import { describe, expect, test } from "vitest";
import { defaults, type EffectiveSettings } from "./policy.ts";
import { isProtected, judge, type Visit } from "./verdict.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const earlier = new Date("2026-03-01T11:59:59.999Z");
const later = new Date("2026-03-01T12:00:00.001Z");
const visit: Visit = { atMs: noon.getTime(), unlocked: false, forwards: 3, asked: false };

describe("a visit is", () => {
  test.for<[string, Partial<EffectiveSettings>, Partial<Visit>, string]>([
    ["open when nobody has said otherwise", {}, {}, "open"],
    ["early before the start", { startsAt: later }, {}, "early"],
    ["open at the very start", { startsAt: noon }, {}, "open"],
    ["open at the very end", { endsAt: noon }, {}, "open"],
    ["expired after the end", { endsAt: earlier }, {}, "expired"],
    ["locked until the password is given", { passwordHash: "…" }, {}, "locked"],
    ["open with the password given", { passwordHash: "…" }, { unlocked: true }, "open"],
    ["full at the limit", { maxForwards: 3 }, {}, "full"],
    ["full past a limit that was lowered", { maxForwards: 2 }, {}, "full"],
    ["open under the limit", { maxForwards: 4 }, {}, "open"],
    ["open without limit when 0 is said", { maxForwards: 0 }, {}, "open"],
    ["early rather than locked or full", { startsAt: later, passwordHash: "…" }, {}, "early"],
    ["expired rather than locked or full", { endsAt: earlier, maxForwards: 1 }, {}, "expired"],
    ["locked rather than full", { passwordHash: "…", maxForwards: 1 }, {}, "locked"],
    [
      "full for one who was let in",
      { passwordHash: "…", maxForwards: 1 },
      { unlocked: true },
      "full",
    ],
    ["asked to subscribe once", { subscribes: true }, {}, "asks"],
    ["open once it was asked", { subscribes: true }, { asked: true }, "open"],
    ["not asked where nobody wants to know", { subscribes: false }, {}, "open"],
    ["asked under the limit", { subscribes: true, maxForwards: 4 }, {}, "asks"],
    ["full rather than asked", { subscribes: true, maxForwards: 3 }, {}, "full"],
    ["locked rather than asked", { subscribes: true, passwordHash: "…" }, {}, "locked"],
  ])("%s", ([, settings, also, kind]) => {
    expect(judge({ ...defaults, ...settings }, { ...visit, ...also }).kind).toBe(kind);
  });

  test("told when the link opens, or where to go once it is over", () => {
    expect(judge({ ...defaults, startsAt: later }, visit)).toEqual({
      kind: "early",
      opensAt: later,
    });
    expect(judge({ ...defaults, endsAt: earlier, expiredUrl: "https://a.test/" }, visit)).toEqual({
      kind: "expired",
      to: "https://a.test/",
    });
    expect(judge({ ...defaults, endsAt: earlier }, visit)).toEqual({ kind: "expired", to: null });
  });
});

test("a link is protected by a password or a limit", () => {
  expect(isProtected(defaults)).toBe(false);
  expect(isProtected({ ...defaults, passwordHash: "…" })).toBe(true);
  expect(isProtected({ ...defaults, maxForwards: 1 })).toBe(true);
});
