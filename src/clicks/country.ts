import { type AddressWords, isIPv4, makeAddressWords, readAddress } from "../kit/ip-address.ts";

/** Ranges without a gap from the first address to the last: each ends where the next begins. */
export interface Ranges {
  /** The first address of each in ascending order: one word for IPv4, four for IPv6, highest first. */
  readonly starts: Uint32Array;
  /** For each the place of its country in `codes`. */
  readonly countries: Uint8Array;
}

export interface CountryTables {
  /** ISO 3166-1 alpha-2, and "" for where the country is unknown. */
  readonly codes: readonly string[];
  readonly v4: Ranges;
  readonly v6: Ranges;
}

export interface Countries {
  /** ISO 3166-1 alpha-2; "" where it is unknown, or the text no address. */
  find(address: string): string;
}

export function makeCountries({ codes, v4, v6 }: CountryTables): Countries {
  const words = makeAddressWords();
  const places = placesOf16(v4.starts);
  return {
    find(address) {
      if (!readAddress(address, words) || isNobodys(words)) return "";
      const country = isIPv4(words)
        ? v4.countries[placeOfIPv4(v4.starts, places, words[3] ?? 0)]
        : v6.countries[placeOfIPv6(v6.starts, words)];
      return codes[country ?? 0] ?? "";
    },
  };
}

/**
 * What is given to nobody has no country, whatever the tables say: registries note such ranges under
 * their own. Pairs of leading bits and how many follow.
 */
const nobodys4 = Uint32Array.from(
  [
    [0, 24], // 0.0.0.0/8
    [10, 24], // 10.0.0.0/8
    [0x191, 22], // 100.64.0.0/10, between a provider and its customers
    [127, 24], // 127.0.0.0/8
    [0xa9fe, 16], // 169.254.0.0/16
    [0xac1, 20], // 172.16.0.0/12
    [0xc00000, 8], // 192.0.0.0/24
    [0xc00002, 8], // 192.0.2.0/24, for documents
    [0xc0a8, 16], // 192.168.0.0/16
    [0x6309, 17], // 198.18.0.0/15, for measurements
    [0xc63364, 8], // 198.51.100.0/24, for documents
    [0xcb0071, 8], // 203.0.113.0/24, for documents
    [0x7, 29], // 224.0.0.0/3
  ].flat(),
);

const nobodys6 = Uint32Array.from(
  [
    [0x2001001, 4], // 2001:10::/28, withdrawn
    [0x2001002, 4], // 2001:20::/28, no place in the network
    [0x20010db8, 0], // 2001:db8::/32, for documents
    [0x3fff0, 12], // 3fff::/20, for documents
  ].flat(),
);

function isNobodys(words: AddressWords): boolean {
  if (isIPv4(words)) return isAmong(nobodys4, words[3] ?? 0);
  const head = words[0] ?? 0;
  // 2000::/3 is all that is given out.
  return head >>> 29 !== 1 || isAmong(nobodys6, head);
}

function isAmong(ranges: Uint32Array, word: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (word >>> (ranges[i + 1] ?? 0) === ranges[i]) return true;
  }
  return false;
}

/** For each first half of an address the place of the range that its first one lies in. */
function placesOf16(starts: Uint32Array): Uint32Array {
  const places = new Uint32Array(0x1_0001);
  let place = 0;
  for (let half = 0; half <= 0xffff; half++) {
    while (place + 1 < starts.length && (starts[place + 1] ?? 0) <= half * 0x1_0000) place++;
    places[half] = place;
  }
  places[0x1_0000] = starts.length - 1;
  return places;
}

/** Goes by the first half before it halves its way: each step is a look at memory far away. */
function placeOfIPv4(starts: Uint32Array, places: Uint32Array, address: number): number {
  const half = address >>> 16;
  let low = places[half] ?? 0;
  let high = (places[half + 1] ?? 0) + 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= address) low = middle;
    else high = middle;
  }
  return low;
}

function placeOfIPv6(starts: Uint32Array, words: AddressWords): number {
  const head = words[0] ?? 0;
  let low = 0;
  let high = starts.length >>> 2;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    const start = starts[middle << 2] ?? 0;
    if (start === head ? isAtOrBefore(starts, middle << 2, words) : start < head) low = middle;
    else high = middle;
  }
  return low;
}

/** Given that the first words are equal. */
function isAtOrBefore(starts: Uint32Array, at: number, words: AddressWords): boolean {
  for (let i = 1; i < 4; i++) {
    const start = starts[at + i] ?? 0;
    const word = words[i] ?? 0;
    if (start !== word) return start < word;
  }
  return true;
}
