/** What the owner of a link says of its visits; "" where nothing is said. */
export interface Campaign {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

/** Each with what may be kept of its pair: a campaign is the one with a long name. */
const fields = [
  ["utm_source", 150],
  ["utm_medium", 150],
  ["utm_campaign", 298],
] as const;

const longestValue = 100;

/**
 * The pairs of a visit's query that tell its campaign, each else the destination's, as a query of
 * at most 600 characters. Asked at every visit, so nothing is decoded.
 */
export function campaignOf(visitQuery: string, destinationUrl: string): string {
  const ofVisit = visitQuery.includes("utm_");
  const ofDestination = destinationUrl.includes("utm_");
  if (!ofVisit && !ofDestination) return "";
  const visit = ofVisit ? visitQuery.split("&") : [];
  const destination = ofDestination ? queryOf(destinationUrl).split("&") : [];
  return fields
    .flatMap(([name, most]) => pairOf(visit, name, most) ?? pairOf(destination, name, most) ?? [])
    .join("&");
}

/** Reads what `campaignOf` gave. */
export function readCampaign(text: string): Campaign {
  if (text === "") return nothing;
  // Node hands the bytes of a request line over as Latin-1 characters.
  const pairs = new URLSearchParams(Buffer.from(text, "latin1").toString());
  const read = (name: string) => clean(pairs.get(name) ?? "");
  return { source: read("utm_source"), medium: read("utm_medium"), campaign: read("utm_campaign") };
}

const nothing: Campaign = { source: "", medium: "", campaign: "" };

function queryOf(url: string): string {
  const [base = ""] = url.split("#", 1);
  const mark = base.indexOf("?");
  return mark < 0 ? "" : base.slice(mark + 1);
}

/** The first pair with this name that says something. */
function pairOf(pairs: readonly string[], name: string, most: number): string | undefined {
  const pair = pairs.find((it) => it.startsWith(`${name}=`) && it.length > name.length + 1);
  if (pair === undefined || pair.length <= most) return pair;
  return pair.slice(0, most).replace(/%[\da-f]?$/i, "");
}

/** A letter that was cut in the middle reads as U+FFFD. */
function clean(value: string): string {
  const line = value
    .replace(/\p{Cc}+/gu, " ")
    .replace(/\uFFFD+$/, "")
    .trim();
  return [...line.slice(0, 2 * longestValue)].slice(0, longestValue).join("").trim();
}
