import { describe, expect, test } from "vitest";
import {
  graceMs,
  idleMs,
  isOpen,
  isTokenOld,
  longestMs,
  type Session,
  secondsLeft,
  tokenMs,
} from "./session.ts";

const start = new Date("2026-03-01T12:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const session: Session = {
  id: 1,
  memberId: 1,
  tokenHash: "new",
  previousHash: "old",
  previousUntil: later(graceMs),
  createdAt: start,
  rotatedAt: start,
  usedAt: start,
};

describe("a session is open", () => {
  test.for<[string, Partial<Session>, string, number, boolean]>([
    ["with its token", {}, "new", 0, true],
    ["until it was idle too long", {}, "new", idleMs - 1, true],
    ["but not from then on", {}, "new", idleMs, false],
    ["while it is used", { usedAt: later(longestMs - 2) }, "new", longestMs - 1, true],
    ["but not past the longest", { usedAt: later(longestMs) }, "new", longestMs, false],
    ["for a moment with the token before", {}, "old", graceMs - 1, true],
    ["but not after it", {}, "old", graceMs, false],
    ["and never with another", {}, "other", 0, false],
    ["nor where there was none before", { previousUntil: null }, "old", 0, false],
  ])("%s", ([, change, hash, ms, open]) => {
    expect(isOpen({ ...session, ...change }, hash, later(ms))).toBe(open);
  });
});

test("a token is old after a day", () => {
  expect(isTokenOld(session, later(tokenMs - 1))).toBe(false);
  expect(isTokenOld(session, later(tokenMs))).toBe(true);
});

test("a cookie lasts as long as its session can", () => {
  expect(secondsLeft(session, start)).toBe(longestMs / 1_000);
  expect(secondsLeft(session, later(longestMs + 1))).toBe(0);
});
