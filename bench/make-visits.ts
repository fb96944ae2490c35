import type { ReadVisit } from "../src/clicks/click.ts";
import { encodeRecord } from "../src/clicks/click-record.ts";
import { makeReadVisit } from "../src/clicks/read-visit.ts";
import { browsers, newVisitors } from "./visitors.ts";

export interface VisitsWanted {
  readonly workspaceId: number;
  readonly visits: number;
  readonly links: number;
}

const COUNTRIES = ["ID", "ID", "ID", "ID", "KR", "JP", "US", "SG", "MY", "TH", "VN", ""];
const REFERRERS = ["", "", "https://l.instagram.com/", "https://m.facebook.com/", "https://t.co/"];
const CAMPAIGNS = ["", "", "", "utm_source=instagram&utm_medium=social&utm_campaign=lebaran+2026"];
const GROUPS = 8;
const MS_BETWEEN = 2;
/** Odd and near 2^64 by the golden ratio: what is multiplied by it is spread evenly, none twice. */
const SPREAD = 0x9e37_79b9_7f4a_7c15n;

const readVisit = makeReadVisit();

/** Visits as the journal gives them, each of somebody new; some links have most of them. */
export function makeVisits({ workspaceId, visits, links }: VisitsWanted): ReadVisit[] {
  const first = newVisitors(visits);
  const startMs = Date.now();
  return Array.from({ length: visits }, (_, nth) => {
    const number = first + nth;
    const linkId = 1 + Math.floor(links * Math.random() ** 2);
    const { agent, language } = pick(browsers);
    const line = encodeRecord({
      atMs: startMs + nth * MS_BETWEEN,
      workspaceId,
      linkId,
      groupId: linkId % (GROUPS + 1) === 0 ? null : linkId % (GROUPS + 1),
      placed: false,
      excluded: false,
      qr: nth % 20 === 0,
      visitor: Number(BigInt.asUintN(53, BigInt(number + 1) * SPREAD)),
      country: pick(COUNTRIES),
      euid: null,
      agent,
      referrer: pick(REFERRERS),
      language,
      campaign: pick(CAMPAIGNS),
    });
    const visit = readVisit(line.slice(0, -1));
    if (visit === null) throw new Error(`unreadable: ${line}`);
    return visit;
  });
}

function pick<T>(some: readonly T[]): T {
  return some[Math.floor(Math.random() * some.length)] as T;
}
