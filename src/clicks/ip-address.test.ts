import { isIP } from "node:net";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { isIPv4, makeAddressWords, readAddress } from "./ip-address.ts";

const words = makeAddressWords();

describe("an address", () => {
  test.for<[string, number[] | null]>([
    ["0.0.0.0", [0, 0, 0xffff, 0]],
    ["203.0.113.9", [0, 0, 0xffff, 0xcb007109]],
    ["255.255.255.255", [0, 0, 0xffff, 0xffffffff]],
    ["::ffff:203.0.113.9", [0, 0, 0xffff, 0xcb007109]],
    ["::FFFF:cb00:7109", [0, 0, 0xffff, 0xcb007109]],
    ["::", [0, 0, 0, 0]],
    ["::1", [0, 0, 0, 1]],
    ["1::", [0x10000, 0, 0, 0]],
    ["2001:db8::8:800:200c:417a", [0x20010db8, 0, 0x00080800, 0x200c417a]],
    ["2001:DB8:1:2:3:4:5:6", [0x20010db8, 0x00010002, 0x00030004, 0x00050006]],
    ["1:2:3:4:5:6:7::", [0x10002, 0x30004, 0x50006, 0x70000]],
    ["::2:3:4:5:6:7:8", [0x2, 0x30004, 0x50006, 0x70008]],
    ["64:ff9b::203.0.113.9", [0x64ff9b, 0, 0, 0xcb007109]],
    ["1:2:3:4:5:6:1.2.3.4", [0x10002, 0x30004, 0x50006, 0x01020304]],
    ["fe80::1%eth0", [0xfe800000, 0, 0, 1]],
    ["", null],
    ["1.2.3", null],
    ["1.2.3.4.5", null],
    ["1.2.3.256", null],
    ["1.2.3.04", null],
    ["1.2..4", null],
    ["1.2.3.4 ", null],
    [":", null],
    [":::", null],
    ["1:", null],
    [":1", null],
    ["1::2::3", null],
    ["1:2:3:4:5:6:7", null],
    ["1:2:3:4:5:6:7:8:9", null],
    ["1:2:3:4:5:6:7::8", null],
    ["1:2:3:4:5:6:7:1.2.3.4", null],
    ["12345::", null],
    ["g::", null],
    ["::1.2.3", null],
    ["1.2.3.4::", null],
    ["[::1]", null],
  ])("%s", ([text, expected]) => {
    expect(readAddress(text, words) ? [...words] : null).toEqual(expected);
  });

  test("is one wherever Node says so, and nowhere else", () => {
    const text = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.string({ unit: fc.constantFrom(..."0123456789af.::::%") }),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (it) => {
        fc.pre(!it.includes("%"));
        expect(readAddress(it, words)).toBe(isIP(it) !== 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test("has the bits that others read in it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        expect(readAddress(text, words)).toBe(true);
        // What ipaddr.js makes of "::1.2.3.4" is not so: it calls it mapped.
        fc.pre(!/^::\d+\./.test(text));
        const parsed = ipaddr.process(text);
        expect(isIPv4(words)).toBe(parsed.kind() === "ipv4");
        const bytes = new Uint8Array(
          [...words].flatMap((it) => [it >>> 24, it >>> 16, it >>> 8, it]),
        );
        expect([...bytes.subarray(16 - parsed.toByteArray().length)]).toEqual(parsed.toByteArray());
      }),
      { numRuns: 5_000 },
    );
  });
});
