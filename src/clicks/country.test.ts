import { describe, expect, test } from "vitest";
import { makeCountries } from "./country.ts";

const countries = makeCountries({
  codes: ["", "ID", "KR"],
  v4: {
    starts: Uint32Array.of(0, 0x01000000, 0xc0a70000),
    countries: Uint8Array.of(0, 1, 2),
  },
  v6: {
    starts: Uint32Array.of(0, 0, 0, 0, 0x20010000, 1, 0, 5, 0x20010000, 2, 0, 0),
    countries: Uint8Array.of(0, 2, 1),
  },
});

describe("the country of an address", () => {
  test.for<[string, string]>([
    ["1.0.0.0", "ID"],
    ["192.166.255.255", "ID"],
    ["192.167.0.0", "KR"],
    ["223.255.255.255", "KR"],
    ["::ffff:1.0.0.0", "ID"],
    ["2001:0:0:1::4", ""],
    ["2001:0:0:1::5", "KR"],
    ["2001:0:0:1:ffff:ffff:ffff:ffff", "KR"],
    ["2001:0:0:2::", "ID"],
    ["3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ID"],
    ["", ""],
    ["nowhere", ""],
  ])("%s is %s", ([address, code]) => {
    expect(countries.find(address)).toBe(code);
  });

  test.for(
    (
      "0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 169.254.0.1 " +
      "172.16.0.0 172.31.255.255 192.0.0.8 192.0.2.1 192.168.0.0 192.168.255.255 198.18.0.0 " +
      "198.19.255.255 198.51.100.1 203.0.113.9 224.0.0.0 240.0.0.0 255.255.255.255 ::ffff:10.0.0.1 " +
      ":: ::1 64:ff9b::808:808 2001:10::1 2001:20::1 2001:db8::1 3fff::1 4000:: fc00::1 fd00::1 fe80::1 ff02::1"
    ).split(" "),
  )("%s has none, whatever the tables say", (address) => {
    expect(countries.find(address)).toBe("");
  });

  test.for(
    (
      "1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 172.15.255.255 " +
      "172.32.0.0 192.169.0.0 198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0 223.255.255.255 " +
      "2001:30::1 2001:db7::1 2001:db9::1 3ffe::1"
    ).split(" "),
  )("%s has one", (address) => {
    expect(countries.find(address)).not.toBe("");
  });
});
