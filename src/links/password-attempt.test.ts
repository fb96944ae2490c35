import { describe, expect, test } from "vitest";
import { recentTries, waitSeconds } from "./password-attempt.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const ago = (...seconds: number[]) =>
  seconds.map((each) => new Date(noon.getTime() - each * 1_000));
const wait = (...seconds: number[]) => waitSeconds(recentTries(ago(...seconds), noon), noon);

describe("wrong passwords", () => {
  test.for<[string, number[], number]>([
    ["none", [], 0],
    ["four just now", [0, 0, 0, 0], 0],
    ["five just now", [0, 0, 0, 0, 0], 300],
    ["the oldest of five leaves after five minutes", [299, 20, 30, 10, 1], 1],
    ["the oldest of five has left", [300, 20, 30, 10, 1], 0],
    ["of six the second oldest counts", [200, 100, 4, 3, 2, 1], 200],
  ])("%s", ([, seconds, expected]) => {
    expect(wait(...seconds)).toBe(expected);
  });
});
