import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeVisitorHash } from "./visitor.ts";

const hash = makeVisitorHash(Buffer.alloc(32, 1));
const browser = "Mozilla/5.0 (Linux; Android 10; K)";
const latin1 = fc.string({ unit: fc.nat({ max: 255 }).map((it) => String.fromCharCode(it)) });
const visitor = (address: string, agent: string, host: string, by = hash): number =>
  by.visitor(address, by.mark(agent), host);

describe("a visitor", () => {
  test("stays the same, on every node and after every update", () => {
    expect(visitor("203.0.113.9", browser, "go.example")).toBe(3_617_094_093_932_647);
  });

  test.for<[string, number]>([
    ["by another address", visitor("203.0.113.8", browser, "go.example")],
    ["with another agent", visitor("203.0.113.9", `${browser} `, "go.example")],
    ["on another host", visitor("203.0.113.9", browser, "go2.example")],
    ["with the texts the other way round", visitor("203.0.113.9", "go.example", browser)],
    ["without an address", visitor("", browser, "go.example")],
    [
      "under another key",
      visitor("203.0.113.9", browser, "go.example", makeVisitorHash(Buffer.alloc(32, 2))),
    ],
  ])("is another %s", ([, other]) => {
    expect(other).not.toBe(visitor("203.0.113.9", browser, "go.example"));
  });

  test("is the same however the address is spelled", () => {
    expect(visitor("2001:DB8:0:0:0:0:0:1", browser, "a")).toBe(
      visitor("2001:db8::1", browser, "a"),
    );
    expect(visitor("::ffff:203.0.113.9", browser, "a")).toBe(visitor("203.0.113.9", browser, "a"));
  });

  test("is a whole number that JSON and the store hold exactly, whatever bytes arrive", () => {
    fc.assert(
      fc.property(latin1, latin1, latin1, (address, agent, host) => {
        const number = visitor(address, agent, host);
        expect(Number.isSafeInteger(number)).toBe(true);
        expect(number).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("is told apart from all others", () => {
    const one = fc.tuple(fc.ipV4(), latin1, latin1);
    fc.assert(
      fc.property(one, one, (first, second) => {
        const same = first.every((text, i) => text === second[i]);
        expect(visitor(...first) === visitor(...second)).toBe(same);
      }),
    );
  });
});
