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
    ["192.0.0.1", "protocol assignments"],
    ["192.0.2.1", "documentation"],
    ["192.88.99.1", "6to4 relay"],
    ["198.18.0.1", "benchmarking"],
    ["198.51.100.1", "documentation"],
    ["203.0.113.1", "documentation"],
    ["224.0.0.1", "multicast"],
    ["239.255.255.255", "multicast"],
    ["240.0.0.1", "reserved"],
    ["0.255.255.255", "this network"],
    ["10.0.0.0", "private"],
    ["10.255.255.255", "private"],
    ["100.127.255.255", "carrier-grade NAT"],
    ["169.254.0.0", "link-local"],
    ["169.254.255.255", "link-local"],
    ["172.20.0.1", "private"],
    ["192.168.0.0", "private"],
    ["192.168.255.255", "private"],
    ["198.19.255.255", "benchmarking"],
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
    ["2001::1", "protocol assignments"],
    ["2001:2::1", "benchmarking"],
    ["2001:20::1", "hash identifiers"],
    ["2001:db8::1", "documentation"],
    ["::ffff:10.0.0.1", "mapped private"],
    ["::ffff:192.168.1.1", "mapped private"],
    ["::ffff:0.0.0.0", "mapped unspecified"],
    ["64:ff9b::a9fe:a9fe", "NAT64 metadata"],
    ["64:ff9b::c0a8:101", "NAT64 private"],
    ["64:ff9b::a83f:8110", "NAT64 metadata"],
    ["fdff:ffff::1", "unique local"],
    ["febf::1", "link-local"],
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

test.for([
  ...["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
  // Next to what may not.
  ...["1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"],
  ...["128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.1"],
  ...["192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"],
  ...["2a00:1450::1", "2400:cb00::1"],
])("%s may be reached", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

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

  test("leads to what is allowed alone, where a name has other addresses too", async () => {
    const reach = { allowsHttp: true, allows: (address: string) => address === "127.0.0.1" };
    const found = new Promise((settle, fail) => {
      guardedLookup(reach)("localhost", { all: true }, (error, addresses) => {
        if (error) fail(error);
        else settle(addresses);
      });
    });
    expect(await found).toEqual([{ address: "127.0.0.1", family: 4 }]);
  });

  test("answers as it was asked where that is allowed", async () => {
    expect(await ask(true, true)).toContainEqual({ address: "127.0.0.1", family: 4 });
    expect(["127.0.0.1", "::1"]).toContain(await ask(true, false));
  });
});
