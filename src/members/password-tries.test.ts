import { describe, expect, test } from "vitest";
import { accountLimit, networkLimit, recentTries, waitSeconds } from "./password-tries.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const triesOf = (count: number, secondsAgo: number) =>
  Array.from({ length: count }, () => new Date(noon.getTime() - secondsAgo * 1_000));
const wait = (tries: Date[], limit = accountLimit) =>
  waitSeconds(recentTries(tries, limit, noon), limit, noon);

describe("wrong passwords of one account", () => {
  test.for<[string, Date[], number]>([
    ["none", [], 0],
    ["nine just now", triesOf(9, 0), 0],
    ["ten just now", triesOf(10, 0), 900],
    ["the oldest of ten leaves", [...triesOf(1, 899), ...triesOf(9, 5)], 1],
    ["the oldest of ten has left", [...triesOf(1, 900), ...triesOf(9, 5)], 0],
  ])("%s", ([, tries, expected]) => {
    expect(wait(tries)).toBe(expected);
  });
});

test("a network has more of them, for it may be many people's", () => {
  expect(wait(triesOf(29, 0), networkLimit)).toBe(0);
  expect(wait(triesOf(30, 0), networkLimit)).toBe(900);
});
