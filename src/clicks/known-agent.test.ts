import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { machines, people } from "../../test/support/agents.ts";
import { isPrefetch, makeKnowAgent } from "./known-agent.ts";

const know = makeKnowAgent({ mark: (text) => [text.length, 0] });
const isBot = (agent: string | undefined): boolean => know(agent).bot;

describe("a bot is", () => {
  test.for(machines)("%s", ([, agent]) => {
    expect(isBot(agent)).toBe(true);
    expect(isBot(agent), "asked again").toBe(true);
  });

  test("one that sends no agent", () => {
    expect(isBot(undefined)).toBe(true);
    expect(isBot("")).toBe(true);
  });

  test("known by what it says first, however much follows", () => {
    expect(isBot(`Googlebot/2.1 ${"x".repeat(65_536)}`)).toBe(true);
  });
});

describe("no bot is", () => {
  test.for(people)("%s", ([, agent]) => {
    expect(isBot(agent)).toBe(false);
    expect(isBot(agent), "asked again").toBe(false);
  });
});

test("any bytes are answered, and again alike", () => {
  const latin1 = fc.string({
    unit: fc.nat({ max: 255 }).map((it) => String.fromCharCode(it)),
    maxLength: 1_000,
  });
  fc.assert(
    fc.property(latin1, (agent) => {
      const first = isBot(agent);
      expect(isBot(agent)).toBe(first);
    }),
  );
});

describe("a browser asks before anybody clicked", () => {
  test.for<[string | undefined, boolean]>([
    ["prefetch", true],
    ["prefetch;prerender", true],
    ["prefetch;anonymous-client-ip", true],
    ["prefetch; prerender", true],
    ["Prefetch", true],
    ["prerender", true],
    ["preview", true],
    ["instant", true],
    ["", false],
    [undefined, false],
    ["navigate", false],
    ["prefetched", false],
  ])("%s: %s", ([purpose, expected]) => {
    expect(isPrefetch(purpose)).toBe(expected);
  });
});
