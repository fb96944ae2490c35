import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { type CountryResponse, Reader } from "mmdb-lib";
import { describe, expect, test } from "vitest";
import { isCountry } from "../workspaces/country.ts";
import { loadCountries } from "./load-countries.ts";

interface Found extends CountryResponse {
  readonly country_code?: string;
}

const { resolve } = createRequire(import.meta.url);
const read = (file: string) => new Reader<Found>(readFileSync(resolve(`@ip-location-db/${file}`)));

const readers = {
  4: read("geo-whois-asn-country-mmdb/geo-whois-asn-country-ipv4.mmdb"),
  6: read("iptoasn-country-mmdb/iptoasn-country-ipv6.mmdb"),
};
const countries = await loadCountries();

/** The file's own word, as far as it is a country. */
function said(bytes: readonly number[]): string {
  const code = readers[bytes.length === 4 ? 4 : 6].get(spell(bytes))?.country_code ?? "";
  return isCountry(code) ? code : "";
}

function spell(bytes: readonly number[]): string {
  return bytes.length === 4 ? bytes.join(".") : new ipaddr.IPv6([...bytes]).toNormalizedString();
}

/** Of what is given to nobody the file says what it likes. */
function agree(bytes: readonly number[]): void {
  if (ipaddr.fromByteArray([...bytes]).range() !== "unicast") return;
  expect(countries.find(spell(bytes)), spell(bytes)).toBe(said(bytes));
}

/** The addresses at both ends of the range that an address lies in, and their neighbours. */
function edges(bytes: readonly number[]): number[][] {
  const [, length] = readers[bytes.length === 4 ? 4 : 6].getWithPrefixLength(spell(bytes));
  const bits = 8n * BigInt(bytes.length);
  const free = bits - BigInt(length);
  const value = bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  const first = (value >> free) << free;
  const last = first + (1n << free) - 1n;
  return [first - 1n, first, last, last + 1n]
    .filter((it) => it >= 0n && it < 1n << bits)
    .map((it) => bytes.map((_, i) => Number((it >> (8n * BigInt(bytes.length - 1 - i))) & 255n)));
}

const byte = fc.nat({ max: 255 });
const v4 = fc.tuple(byte, byte, byte, byte);
/** Where addresses are given out; the rest of IPv6 is one range. */
const v6 = fc
  .tuple(
    fc.constantFrom(0x20, 0x24, 0x26, 0x28, 0x2a, 0x2c),
    fc.array(byte, { minLength: 15, maxLength: 15 }),
  )
  .map(([head, rest]) => [head, ...rest]);
/** Within the /64 networks that several countries share. */
const shared = fc
  .tuple(
    fc.constantFrom("2600:3c00::", "2600:3c01::", "2a01:7e00::", "2400:8901::"),
    fc.array(byte, { minLength: 8, maxLength: 8 }),
  )
  .map(([network, rest]) => [...ipaddr.parse(network).toByteArray().slice(0, 8), ...rest]);

describe("the country of an address", () => {
  test.for<[string, string]>([
    ["8.8.8.8", "US"],
    ["168.126.63.1", "KR"],
    ["202.134.1.10", "ID"],
    ["::ffff:168.126.63.1", "KR"],
    ["2001:4860:4860::8888", "US"],
    ["2400:2410::1", "JP"],
    ["127.0.0.1", ""],
    ["10.1.2.3", ""],
    ["192.168.1.1", ""],
    ["::1", ""],
    ["fe80::1", ""],
    ["fd00::1", ""],
    ["2001:db8::1", ""],
    ["", ""],
    ["not an address", ""],
  ])("%s is %s", ([address, code]) => {
    expect(countries.find(address)).toBe(code);
  });

  test("is what the file says, anywhere in IPv4", () => {
    fc.assert(fc.property(v4, agree), { numRuns: 5_000 });
  });

  test("is what the file says, anywhere in IPv6", () => {
    fc.assert(fc.property(fc.oneof(v6, shared), agree), { numRuns: 5_000 });
  });

  test("is what the file says where one range ends and the next begins", () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6, shared), (bytes) => edges(bytes).forEach(agree)),
      { numRuns: 3_000 },
    );
  });
});

test.for([
  ["2001:2d8::1", "KR"],
  ["2001:e60::1", "KR"],
  ["2001:448a:2020::1", "ID"],
  ["2001:200::1", "JP"],
])("mobile networks of Asia are at home: %s is in %s", ([address, country]) => {
  expect(countries.find(address ?? "")).toBe(country);
});
