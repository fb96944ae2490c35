import type { Position, Segment } from "./journal-segment.ts";

type TroubleCode =
  | "full"
  | "room_again"
  | "write_failed"
  | "written_again"
  | "sync_failed"
  | "synced_again"
  | "corrupt"
  | "segment_missing"
  | "answer_failed";

/** What befell the journal, as a sentence for the log. Nobody is waiting for it: it is told, not thrown. */
export class JournalTrouble extends Error {
  override readonly name = "JournalTrouble";
  readonly code: TroubleCode;
  readonly facts: Readonly<Record<string, number>>;

  constructor(
    code: TroubleCode,
    message: string,
    facts: Readonly<Record<string, number>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.facts = facts;
  }
}

export type Tell = (trouble: JournalTrouble) => void;

export function segmentMissing({ number, bytes }: Segment): JournalTrouble {
  const facts = { segment: number, bytes };
  return new JournalTrouble("segment_missing", "a segment of the click journal is gone", facts);
}

/** A run of bytes that belong to no frame, told once it is known where it ends. */
export interface Hole {
  readonly isOpen: boolean;
  /** Bytes of all that ended. */
  readonly total: number;
  grow(at: Position, bytes: number): void;
  end(): void;
}

export function makeHole(tell: Tell): Hole {
  let hole: { segment: number; offset: number; bytes: number } | null = null;
  let total = 0;
  return {
    get isOpen() {
      return hole !== null;
    },
    get total() {
      return total;
    },
    grow(at, bytes) {
      hole ??= { ...at, bytes: 0 };
      hole.bytes += bytes;
    },
    end() {
      if (hole === null) return;
      total += hole.bytes;
      tell(new JournalTrouble("corrupt", "a part of the click journal is unreadable", hole));
      hole = null;
    },
  };
}

/** A time in which something does not work: told once when it begins and once when it ends. */
export interface Outage {
  readonly on: boolean;
  /** Records that were not kept in all outages so far. */
  readonly lost: number;
  begin(cause?: unknown): void;
  lose(records: number): void;
  end(): void;
}

type Word = readonly [code: TroubleCode, message: string];

export function makeOutage(tell: Tell, begins: Word, ends: Word): Outage {
  let on = false;
  let lost = 0;
  let lostBefore = 0;
  return {
    get on() {
      return on;
    },
    get lost() {
      return lost;
    },
    begin(cause) {
      if (on) return;
      on = true;
      lostBefore = lost;
      tell(new JournalTrouble(...begins, {}, { cause }));
    },
    lose(records) {
      lost += records;
    },
    end() {
      if (!on) return;
      on = false;
      tell(new JournalTrouble(...ends, { lost: lost - lostBefore }));
    },
  };
}
