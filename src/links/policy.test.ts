import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkWindow,
  defaults,
  effectiveSettings,
  effectiveWithSource,
  type Settings,
  unset,
} from "./policy.ts";

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const word = maybe(fc.boolean());
const text = maybe(fc.string({ minLength: 1 }));
const time = maybe(fc.date({ noInvalidDate: true }));
const settings: fc.Arbitrary<Settings> = fc.record({
  subscribes: word,
  qrBypass: word,
  excludesOverseas: word,
  notifiesPush: word,
  notifiesMail: word,
  statisticsPasswordHash: text,
  startsAt: time,
  endsAt: time,
  expiredUrl: text,
  passwordHash: text,
  maxForwards: maybe(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
});
const names = Object.keys(defaults) as (keyof Settings)[];

describe("the group's word", () => {
  test.for<[string, Partial<Settings>, Partial<Settings>, Partial<Settings>]>([
    ["beats the link's", { maxForwards: 5 }, { maxForwards: 9 }, { maxForwards: 9 }],
    ["counts when it is 0", { maxForwards: 5 }, { maxForwards: 0 }, { maxForwards: 0 }],
    ["counts when it is no", { qrBypass: true }, { qrBypass: false }, { qrBypass: false }],
    ["not said leaves the link's", { passwordHash: "a" }, {}, { passwordHash: "a" }],
    ["not said by either leaves the default", {}, {}, { subscribes: false, maxForwards: 0 }],
  ])("%s", ([, link, group, expected]) => {
    const effective = effectiveSettings({ ...unset, ...link }, { ...unset, ...group });
    expect(effective).toMatchObject(expected);
  });

  test("is, for each setting, the first that was said", () => {
    fc.assert(
      fc.property(settings, maybe(settings), (link, group) => {
        const effective = effectiveSettings(link, group);
        for (const name of names) {
          expect(effective[name]).toBe(group?.[name] ?? link[name] ?? defaults[name]);
        }
      }),
    );
  });

  test("said for nothing changes nothing", () => {
    fc.assert(
      fc.property(settings, (link) => {
        expect(effectiveSettings(link, unset)).toEqual(effectiveSettings(link, null));
      }),
    );
  });
});

test("each effective setting knows whose word it is", () => {
  fc.assert(
    fc.property(settings, maybe(settings), (link, group) => {
      const effective = effectiveSettings(link, group);
      const sourced = effectiveWithSource(link, group);
      expect(Object.keys(sourced).sort()).toEqual([...names].sort());
      for (const name of names) {
        const { value, from } = sourced[name];
        expect(value).toBe(effective[name]);
        const speaker = { group, link, default: defaults }[from];
        expect(speaker?.[name]).toBe(value);
        if (from !== "group") expect(group?.[name] ?? null).toBeNull();
        if (from === "default") expect(link[name]).toBeNull();
      }
    }),
  );
});

describe("a window", () => {
  const noon = new Date("2026-03-01T12:00:00Z");
  const later = new Date("2026-03-01T12:00:01Z");
  test.for<[Date | null, Date | null]>([
    [null, null],
    [noon, null],
    [null, noon],
    [noon, later],
  ])("may go from %s to %s", ([from, to]) => {
    expect(() => checkWindow(from, to)).not.toThrow();
  });

  test.for<[Date, Date]>([
    [noon, noon],
    [later, noon],
  ])("may not go from %s to %s", ([from, to]) => {
    expect(() => checkWindow(from, to)).toThrow(
      expect.objectContaining({ code: "window_inverted" }),
    );
  });
});
