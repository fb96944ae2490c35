import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeVisitorHash } from "./visitor.ts";

const hash = makeVisitorHash(Buffer.alloc(32, 1));
const agent = "Mozilla/5.0 (Linux; Android 10; K)";
const latin1 = fc.string({ unit: fc.nat({ max: 255 }).map((it) => String.fromCharCode(it)) });

describe("a visitor", () => {
  test("stays the same, on every node and after every update", () => {
    expect(hash("203.0.113.9", agent, "go.example")).toBe("-5619222510874422475");
  });

  test.for<[string, string]>([
    ["by another address", hash("203.0.113.8", agent, "go.example")],
    ["with another agent", hash("203.0.113.9", `${agent} `, "go.example")],
    ["on another host", hash("203.0.113.9", agent, "go2.example")],
    ["where the texts run together alike", hash("203.0.113.9M", agent.slice(1), "go.example")],
    ["under another key", makeVisitorHash(Buffer.alloc(32, 2))("203.0.113.9", agent, "go.example")],
  ])("is another %s", ([, other]) => {
    expect(other).not.toBe(hash("203.0.113.9", agent, "go.example"));
  });

  test("is a signed number of 64 bits, whatever bytes arrive", () => {
    const seen = { negative: false, positive: false };
    fc.assert(
      fc.property(latin1, latin1, latin1, (address, bytes, host) => {
        const number = BigInt(hash(address, bytes, host));
        expect(BigInt.asIntN(64, number)).toBe(number);
        if (number < 0n) seen.negative = true;
        else seen.positive = true;
      }),
    );
    expect(seen).toEqual({ negative: true, positive: true });
  });

  test("is told apart from all others", () => {
    const visitor = fc.tuple(latin1, latin1, latin1);
    fc.assert(
      fc.property(visitor, visitor, (one, other) => {
        const same = one.every((text, i) => text === other[i]);
        expect(hash(...one) === hash(...other)).toBe(same);
      }),
    );
  });
});
