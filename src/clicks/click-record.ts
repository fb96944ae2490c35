/** One visit as the journal keeps it: what counting needs, as it was at the visit. */
export interface VisitRecord {
  readonly atMs: number;
  readonly workspaceId: number;
  readonly linkId: number;
  readonly groupId: number | null;
  /** Its forward is counted already: it took a place under a limit. */
  readonly placed: boolean;
  /** Forwarded, but left out of the statistics: a foreign visit, or a scan that bypasses the link. */
  readonly excluded: boolean;
  readonly qr: boolean;
  /** Keyed hash of address, agent and link domain: a whole number below 2^53. */
  readonly visitor: number;
  /** ISO 3166-1 alpha-2, "" where unknown. */
  readonly country: string;
  /** Of a personal link. */
  readonly euid: number | null;
  /** What `cleanText` made of it. */
  readonly agent: string;
  /** The headers as sent, in Latin-1 as Node hands them over; what is too long is cut. */
  readonly referrer: string;
  readonly language: string;
  /** What `campaignOf` gave. */
  readonly campaign: string;
}

const LONGEST_REFERRER = 200;
const LONGEST_LANGUAGE = 35;
const LONGEST_CAMPAIGN = 600;

/** A later version reads the records of this one: a journal outlives an upgrade. */
const VERSION = 1;
const HALF = 2 ** 32;
const PLACED = 1;
const EXCLUDED = 2;
const QR = 4;

/**
 * One line in Latin-1, with its "\n". Made at every visit, so it is plain text joined by tabs: as JSON
 * it took 3 µs more. `join` makes a flat string; one put together by a template of as many parts is
 * flattened only when it is written, which came to a little more.
 */
export function encodeRecord(record: VisitRecord): string {
  const { atMs, workspaceId, linkId, groupId, visitor, country, euid } = record;
  const flags =
    (record.placed ? PLACED : 0) | (record.excluded ? EXCLUDED : 0) | (record.qr ? QR : 0);
  return [
    `${VERSION}\t${atMs}\t${workspaceId}\t${linkId}\t${groupId ?? ""}\t${flags}`,
    // As halves: a number that does not fit 32 bits takes ten times as long to become text.
    `${Math.floor(visitor / HALF)},${visitor | 0}\t${country}\t${euid ?? ""}`,
    record.agent,
    cleanText(record.referrer, LONGEST_REFERRER),
    cleanText(record.language, LONGEST_LANGUAGE),
    `${cleanText(record.campaign, LONGEST_CAMPAIGN)}\n`,
  ].join("\t");
}

const LINE =
  /^1\t(\d{1,16})\t(\d{1,16})\t(\d{1,16})\t(\d{0,16})\t([0-7])\t(\d{1,7}),(-?\d{1,10})\t([A-Z]{2}|)\t(\d{0,16})\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)$/;

/** Of a line without its "\n"; null where it is none of ours. */
export function decodeRecord(line: string): VisitRecord | null {
  const found = LINE.exec(line);
  if (found === null) return null;
  const field = (index: number): string => found[index] ?? "";
  const flags = Number(field(5));
  return {
    atMs: Number(field(1)),
    workspaceId: Number(field(2)),
    linkId: Number(field(3)),
    groupId: numberOrNull(field(4)),
    placed: (flags & PLACED) !== 0,
    excluded: (flags & EXCLUDED) !== 0,
    qr: (flags & QR) !== 0,
    visitor: Number(field(6)) * HALF + (Number(field(7)) >>> 0),
    country: field(8),
    euid: numberOrNull(field(9)),
    agent: field(10),
    referrer: field(11),
    language: field(12),
    campaign: field(13),
  };
}

function numberOrNull(digits: string): number | null {
  return digits === "" ? null : Number(digits);
}

// 0x80 to 0x9f stay: they are bytes of UTF-8 here. Above Latin-1 a character would become some other byte.
const FOREIGN = /[^ -~\x80-\xff]/;
const ALL_FOREIGN = /[^ -~\x80-\xff]/g;

/** Fit for a record: one line, and short. */
export function cleanText(text: string, longest: number): string {
  if (text === "") return text;
  const short = text.length > longest ? text.slice(0, longest) : text;
  return FOREIGN.test(short) ? short.replace(ALL_FOREIGN, " ") : short;
}
