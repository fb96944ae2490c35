import type { LookupAddress } from "node:dns";
import { describe, expect, test } from "vitest";
import {
  AddressRefused,
  checkUrlAddress,
  guardedLookup,
  isPublicAddress,
  literalRefusal,
  reachOf,
} from "./address-guard.ts";

describe("an address is refused", () => {
  test.for<[string, string]>([
    ["127.0.0.1", "loopback"],
    ["127.255.255.255", "loopback"],
    ["0.0.0.0", "this network"],
    ["10.1.2.3", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["100.64.0.1", "carrier-grade NAT"],
    ["100.100.100.200", "metadata"],
    ["168.63.129.16", "metadata"],
    ["169.254.169.254", "link-local, metadata"],
    ["192.0.0.192", "protocol assignments"],
    ["192.0.2.1", "documentation"],
    ["198.18.0.1", "benchmarking"],
    ["198.51.100.1", "documentation"],
    ["203.0.113.1", "documentation"],
    ["224.0.0.1", "multicast"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "broadcast"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["::127.0.0.1", "IPv4-compatible"],
    ["::8.8.8.8", "IPv4-compatible"],
    ["::ffff:127.0.0.1", "mapped loopback"],
    ["::ffff:a9fe:a9fe", "mapped metadata"],
    ["::ffff:0:127.0.0.1", "translated"],
    ["64:ff9b::127.0.0.1", "NAT64 loopback"],
    ["64:ff9b::10.0.0.1", "NAT64 private"],
    ["64:ff9b:1::8.8.8.8", "local NAT64"],
    ["2002:7f00:1::", "6to4 loopback"],
    ["2002:808:808::", "6to4"],
    ["2001:0:808:808::1", "Teredo"],
    ["2001:db8::1", "documentation"],
    ["3fff::1", "documentation"],
    ["fc00::1", "unique local"],
    ["fd00:ec2::254", "metadata"],
    ["fe80::1", "link-local"],
    ["fe80::1%eth0", "link-local"],
    ["fec0::1", "site-local"],
    ["ff02::1", "multicast"],
    ["100::1", "discard"],
    ["5f00::1", "segment routing"],
    ["4000::1", "not allocated"],
    ["", "nothing"],
    ["localhost", "a name"],
  ])("%s: %s", ([address]) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test.for(["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])(
  "%s may be reached",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

describe("a URL with a literal address", () => {
  test.for<[string, string | null]>([
    ["https://127.0.0.1/", "address_private"],
    ["https://127.1/", "address_private"],
    ["https://0x7f000001/", "address_private"],
    ["https://2130706433/", "address_private"],
    ["https://[::1]/", "address_private"],
    ["https://[::ffff:169.254.169.254]/", "address_private"],
    ["https://8.8.8.8/", null],
    ["http://8.8.8.8/", "url_not_https"],
    ["https://hooks.test/", null],
  ])("%s: %s", ([url, refusal]) => {
    expect(literalRefusal(new URL(url), reachOf(false))).toBe(refusal);
    expect(literalRefusal(new URL(url), reachOf(true))).toBeNull();
  });
});

describe("a webhook's URL is checked", () => {
  test.for<[string, boolean, string | null]>([
    ["https://localhost/", false, "address_private"],
    ["https://localhost/", true, null],
    ["https://10.0.0.1/", false, "address_private"],
    ["http://10.0.0.1/", true, null],
    ["https://does-not-exist.invalid/", false, null],
  ])("%s (private allowed: %s): %s", async ([url, allowPrivate, refusal]) => {
    expect(await checkUrlAddress(new URL(url), allowPrivate)).toBe(refusal);
  });
});

describe("the lookup of a request", () => {
  const ask = (allowPrivate: boolean, all: boolean) =>
    new Promise<string | LookupAddress[]>((settle, fail) => {
      guardedLookup(reachOf(allowPrivate))("localhost", { all }, (error, found) => {
        if (error) fail(error);
        else settle(found);
      });
    });

  test("refuses a name that leads to a private address alone", async () => {
    await expect(ask(false, true)).rejects.toThrow(AddressRefused);
    await expect(ask(false, false)).rejects.toThrow(AddressRefused);
  });

  test("answers as it was asked where that is allowed", async () => {
    expect(await ask(true, true)).toContainEqual({ address: "127.0.0.1", family: 4 });
    expect(["127.0.0.1", "::1"]).toContain(await ask(true, false));
  });
});
