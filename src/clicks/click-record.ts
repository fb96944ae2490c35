/** One visit as the journal keeps it: what counting needs, as it was at the visit. */
export interface VisitRecord {
  readonly atMs: number;
  readonly workspaceId: number;
  readonly linkId: number;
  readonly groupId: number | null;
  /** Its forward is counted already: it took a place under a limit. */
  readonly placed: boolean;
  /** Forwarded, but left out of the statistics: a foreign visit. */
  readonly excluded: boolean;
  readonly qr: boolean;
  /** Keyed hash of address, agent and link domain: a signed 64-bit number in decimal. */
  readonly visitor: string;
  /** ISO 3166-1 alpha-2, "" where unknown. */
  readonly country: string;
  /** Of a personal link. */
  readonly euid: number | null;
  /** The headers as sent, in Latin-1 as Node hands them over; what is too long is cut. */
  readonly agent: string;
  readonly referrer: string;
  readonly language: string;
  /** What `campaignOf` gave. */
  readonly campaign: string;
}

const LONGEST_AGENT = 400;
const LONGEST_REFERRER = 200;
const LONGEST_LANGUAGE = 35;
const LONGEST_CAMPAIGN = 600;

/** A later version reads the records of this one: a journal outlives an upgrade. */
const VERSION = 1;
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
    `${visitor}\t${country}\t${euid ?? ""}`,
    clean(record.agent, LONGEST_AGENT),
    clean(record.referrer, LONGEST_REFERRER),
    clean(record.language, LONGEST_LANGUAGE),
    `${clean(record.campaign, LONGEST_CAMPAIGN)}\n`,
  ].join("\t");
}

const LINE =
  /^1\t(\d{1,16})\t(\d{1,16})\t(\d{1,16})\t(\d{0,16})\t([0-7])\t(-?\d{1,19})\t([A-Z]{2}|)\t(\d{0,16})\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)$/;

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
    visitor: field(6),
    country: field(7),
    euid: numberOrNull(field(8)),
    agent: field(9),
    referrer: field(10),
    language: field(11),
    campaign: field(12),
  };
}

function numberOrNull(digits: string): number | null {
  return digits === "" ? null : Number(digits);
}

// 0x80 to 0x9f stay: they are bytes of UTF-8 here. Above Latin-1 a character would become some other byte.
const FOREIGN = /[^ -~\x80-\xff]/;
const ALL_FOREIGN = /[^ -~\x80-\xff]/g;

function clean(text: string, longest: number): string {
  if (text === "") return text;
  const short = text.length > longest ? text.slice(0, longest) : text;
  return FOREIGN.test(short) ? short.replace(ALL_FOREIGN, " ") : short;
}
