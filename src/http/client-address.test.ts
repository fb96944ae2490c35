import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { makeClientReader } from "./client-address.ts";

const readClient = makeClientReader(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "::1"]);

function asked(peer: string, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  return { socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage;
}

describe("the address of a client", () => {
  test.for<[string, string, string | undefined, string]>([
    ["is the peer's", "203.0.113.9", undefined, "203.0.113.9"],
    ["is the peer's where nobody trusts it", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["is what a trusted proxy heard", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
    ["is not what a client made up", "10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
    [
      "lies behind all trusted ones",
      "10.1.2.3",
      "198.51.100.1,192.0.2.1, 10.9.9.9",
      "198.51.100.1",
    ],
    ["is the farthest where all are trusted", "10.1.2.3", "10.0.0.7, 10.0.0.8", "10.0.0.7"],
    ["ends at what is no address", "10.1.2.3", "1.1.1.1, unknown, 10.0.0.8", "10.0.0.8"],
    ["is the proxy's where it said nothing", "10.1.2.3", "", "10.1.2.3"],
    ["comes without a port", "10.1.2.3", "198.51.100.1:4711", "198.51.100.1"],
    ["comes out of brackets", "::1", "[2001:db9::1]:4711", "2001:db9::1"],
    ["is IPv4 where IPv6 wraps it", "::ffff:10.1.2.3", "::ffff:198.51.100.1", "198.51.100.1"],
    ["is known by a trusted IPv6 range", "2001:db8::5", "198.51.100.1", "198.51.100.1"],
  ])("%s", ([, peer, forwarded, address]) => {
    const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
    expect(readClient(asked(peer, headers)).address).toBe(address);
  });

  test("is nobody's where the connection is gone", () => {
    const gone = { socket: {}, headers: {} } as unknown as IncomingMessage;
    expect(readClient(gone)).toEqual({ address: "", scheme: null });
  });
});

describe("the scheme of a client", () => {
  test.for<[string, string, "http" | "https" | null]>([
    ["10.1.2.3", "https", "https"],
    ["10.1.2.3", "HTTPS, http", "https"],
    ["10.1.2.3", "http", "http"],
    ["10.1.2.3", "gopher", null],
    ["203.0.113.9", "https", null],
  ])("told by %s as %s is %s", ([peer, said, scheme]) => {
    expect(readClient(asked(peer, { "x-forwarded-proto": said })).scheme).toBe(scheme);
  });
});
