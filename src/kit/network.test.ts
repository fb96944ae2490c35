import { describe, expect, test } from "vitest";
import { networkHash } from "./network.ts";

describe("networks are told apart", () => {
  const key = Buffer.alloc(32, 1);
  const same = (one: string, other: string) => networkHash(key, one) === networkHash(key, other);

  test("by their IPv4 address, however it is written", () => {
    expect(same("203.0.113.7", "::ffff:203.0.113.7")).toBe(true);
    expect(same("203.0.113.7", "203.0.113.8")).toBe(false);
  });

  test("by the /64 of their IPv6 address", () => {
    expect(same("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")).toBe(true);
    expect(same("2001:db8:1:2::1", "2001:db8:1:3::1")).toBe(false);
  });

  test("by nothing that shows the address", () => {
    expect(networkHash(key, "203.0.113.7")).toMatch(/^[\w-]{43}$/);
    expect(networkHash(key, "203.0.113.7")).not.toBe(
      networkHash(Buffer.alloc(32, 2), "203.0.113.7"),
    );
  });
});
