import { describe, expect, test } from "vitest";
import { recentTries, visitorHash, waitSeconds } from "./password-attempt.ts";

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

describe("visitors are told apart", () => {
  const key = Buffer.alloc(32, 1);
  const same = (one: string, other: string) =>
    visitorHash(key, one, "link") === visitorHash(key, other, "link");

  test("by their IPv4 address, however it is written", () => {
    expect(same("203.0.113.7", "::ffff:203.0.113.7")).toBe(true);
    expect(same("203.0.113.7", "203.0.113.8")).toBe(false);
  });

  test("by the /64 of their IPv6 address", () => {
    expect(same("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")).toBe(true);
    expect(same("2001:db8:1:2::1", "2001:db8:1:3::1")).toBe(false);
  });

  test("by nothing that shows the address", () => {
    expect(visitorHash(key, "203.0.113.7", "link")).toMatch(/^[\w-]{43}$/);
    expect(visitorHash(key, "203.0.113.7", "link")).not.toBe(
      visitorHash(Buffer.alloc(32, 2), "203.0.113.7", "link"),
    );
  });
});
