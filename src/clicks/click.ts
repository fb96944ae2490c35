import type { VisitRecord } from "./click-record.ts";

/** What the texts of a visit say about it; "" where they say nothing. */
export interface Traits {
  readonly device: string;
  readonly os: string;
  readonly browser: string;
  /** A host. */
  readonly referrer: string;
  readonly language: string;
  readonly utmSource: string;
  readonly utmMedium: string;
  readonly utmCampaign: string;
}

/** A visit as the journal has it, and what its texts say. */
export interface ReadVisit {
  readonly record: VisitRecord;
  readonly traits: Traits;
}

/** A visit that counts. "First" is of this visitor on this link, in the order of counting. */
export interface Click extends ReadVisit {
  readonly firstOfLink: boolean;
  readonly firstOfDay: boolean;
  readonly firstOfHour: boolean;
  /** Days since 1970 on the workspace's calendar. */
  readonly day: number;
}

/** Clicks and people over a link's life. */
export interface Tally {
  readonly clicks: number;
  readonly people: number;
}
