import { describe, expect, test } from "vitest";
import type { Profile } from "./property.ts";
import { makeRecentProfiles } from "./recent-profiles.ts";

const weighing = (bytes: number): Profile => ({ properties: { bytes }, bytes, counted: true });

describe("recent profiles", () => {
  test("answer only where every one that is asked for is known", () => {
    const recent = makeRecentProfiles(100_000);
    recent.remember(1, 10, weighing(20));
    expect(recent.findAll(1, [10])).toEqual(new Map([[10, weighing(20)]]));
    expect(recent.findAll(1, [10, 11])).toBeUndefined();
  });

  test("are of one workspace: another one's call does not find them", () => {
    const recent = makeRecentProfiles(100_000);
    recent.remember(1, 10, weighing(20));
    expect(recent.findAll(2, [10])).toBeUndefined();
  });

  test("are what was remembered last, and gone once forgotten", () => {
    const recent = makeRecentProfiles(100_000);
    recent.remember(1, 10, weighing(20));
    recent.remember(1, 10, weighing(30));
    expect(recent.findAll(1, [10])?.get(10)).toEqual(weighing(30));
    recent.forget(10);
    expect(recent.findAll(1, [10])).toBeUndefined();
  });

  test("give way within the budget, the oldest first", () => {
    const recent = makeRecentProfiles(3_000);
    for (const euid of [1, 2, 3, 4, 5]) recent.remember(1, euid, weighing(300));
    expect([1, 2, 3].map((euid) => recent.findAll(1, [euid]))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(recent.findAll(1, [5])?.get(5)).toEqual(weighing(300));
  });
});
