import type { FoundLink } from "../links/find-link.ts";
import { isScan } from "../links/query.ts";
import { campaignOf } from "./campaign.ts";
import { encodeRecord } from "./click-record.ts";
import type { Countries } from "./country.ts";
import type { KnownAgent } from "./known-agent.ts";
import type { Journal } from "./open-journal.ts";
import type { VisitorHash } from "./visitor.ts";

/** What a visitor's request says of itself; headers in Latin-1 as they came, "" where there were none. */
export interface Traveller {
  readonly address: string;
  readonly agent: KnownAgent;
  readonly referrer: string;
  readonly language: string;
  /** The query, without its "?". */
  readonly query: string;
}

/** A visit that is about to be forwarded. */
export interface Forward {
  readonly atMs: number;
  readonly found: FoundLink;
  /** Of the domain it came by. */
  readonly host: string;
  /** It took a place under the limit. */
  readonly placed: boolean;
  /** Whose personal link it was; null where nobody's. */
  readonly euid: number | null;
}

/** Writes the visit down; `answer` runs once it is written, or cannot be. */
export type RecordVisit = (forward: Forward, traveller: Traveller, answer: () => void) => void;

export interface RecorderParts {
  readonly journal: Pick<Journal, "append" | "afterWrite">;
  readonly hash: Pick<VisitorHash, "visitor">;
  readonly countries: Countries;
}

/** The address goes no further than this: what is written holds a keyed hash and the country. */
export function makeRecordVisit({ journal, hash, countries }: RecorderParts): RecordVisit {
  return ({ atMs, found, host, placed, euid }, traveller, answer) => {
    const { link, settings, workspace } = found;
    const { address, agent, query } = traveller;
    const country = countries.find(address);
    const qr = isScan(query);
    journal.append(
      encodeRecord({
        atMs,
        workspaceId: link.workspaceId,
        linkId: link.id,
        groupId: link.groupId,
        placed,
        excluded:
          (settings.qrBypass && qr) ||
          (settings.excludesOverseas && isForeign(country, workspace.homeCountry)),
        qr,
        visitor: hash.visitor(address, agent.mark, host),
        country,
        euid,
        agent: agent.text,
        referrer: traveller.referrer,
        language: traveller.language,
        campaign: campaignOf(query, link.url),
      }),
    );
    journal.afterWrite(answer);
  };
}

/** Where either is not known nothing is foreign. */
function isForeign(country: string, home: string | null): boolean {
  return home !== null && country !== "" && country !== home;
}
