import { readFileSync } from "node:fs";

/** What the browser of a visitor says of itself. */
export interface Browser {
  readonly language: string;
  readonly agent: string;
}

/** The browsers of the bench's visitors, "Accept-Language<tab>User-Agent" a line. */
export const BROWSERS_FILE = new URL("./wrk/visitors.tsv", import.meta.url).pathname;

export const browsers: readonly Browser[] = readFileSync(BROWSERS_FILE, "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [language = "", agent = ""] = line.split("\t");
    return { language, agent };
  });

/** First octets that are not public all through. */
const PARTLY_PRIVATE = [10, 100, 127, 169, 172, 192, 198, 203];
const octets = Array.from({ length: 223 }, (_, index) => index + 1).filter(
  (octet) => !PARTLY_PRIVATE.includes(octet),
);

/** A public IPv4 address, of each number another; `address` in requests.lua is the same. */
function addressOf(number: number): string {
  const rest = (Math.floor(number / octets.length) * 10_368_889) % 2 ** 24;
  const first = octets[number % octets.length];
  return [first, rest >>> 16, (rest >>> 8) & 255, rest & 255].join(".");
}

let given = 0;

/** The first of so many numbers of visitors who were not there yet in this run of the bench. */
export function newVisitors(count: number): number {
  const first = given;
  given += count;
  return first;
}

/** The headers of one visitor's request. */
export function headersOf(number: number): Record<string, string> {
  const { language, agent } = browsers[number % browsers.length] ?? { language: "", agent: "" };
  return {
    "user-agent": agent,
    "accept-language": language,
    "x-forwarded-for": addressOf(number),
  };
}
