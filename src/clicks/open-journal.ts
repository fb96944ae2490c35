import { mkdir, unlink } from "node:fs/promises";
import { makeDurability } from "./ensure-durable.ts";
import { makeSegments, type Position } from "./journal-segment.ts";
import { JournalTrouble } from "./journal-trouble.ts";
import { listSegments, segmentPath } from "./list-segments.ts";
import { loadJournalId } from "./load-journal-id.ts";
import { type FrameReader, makeFrameReader } from "./read-frames.ts";
import { makeFrameWriter } from "./save-frames.ts";

export interface JournalOptions {
  /** Of this process alone. */
  readonly folder: string;
  /** When the segments that were not released reach it, new records are lost; old ones never. */
  readonly maxBytes: number;
  readonly segmentBytes?: number;
  readonly onTrouble: (trouble: JournalTrouble) => void;
}

/** The records of visits, from their answer until the store has counted them. */
export interface Journal extends AsyncDisposable {
  /** Made once and kept in the folder. */
  readonly id: string;
  /** A whole line with its "\n", in Latin-1, for the end of this tick. */
  append(line: string): void;
  /** Runs `then` after this tick's write, whatever became of it. */
  afterWrite(then: () => void): void;
  /**
   * What was written from this place on, up to some place in the same segment: `maxBytes`, but at
   * least one tick. Where there is no line, there is nothing more yet. What is unreadable is passed and told.
   */
  read: FrameReader["read"];
  /** Before the first append: new records come after this place. */
  startAfter(position: Position | null): void;
  /** Everything before this place is counted: whole segments go. */
  release(before: Position): Promise<void>;
  /** Where the last written record ends. */
  readonly end: Position;
  backlogBytes(from: Position): number;
  /** `lost`: records that could not be kept since the start. */
  state(): { readonly full: boolean; readonly failing: boolean; readonly lost: number };
}

const SEGMENT_BYTES = 16 * 1024 * 1024;

/** Of the budget, so that segments can be released while others are written. */
const LEAST_SEGMENTS = 4;

/**
 * A visit is appended and answered in one tick: all of the tick's records are one write, then all of
 * its answers leave. So an answered visit survives the death of this process.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, maxBytes, segmentBytes = SEGMENT_BYTES, onTrouble: tell } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const id = await loadJournalId(folder);
  const segments = makeSegments(await listSegments(folder));
  const durability = makeDurability({ folder, tell });
  const reader = makeFrameReader(folder, segments, tell);
  const writer = makeFrameWriter({
    folder,
    segments,
    maxBytes,
    segmentBytes: Math.min(segmentBytes, Math.floor(maxBytes / LEAST_SEGMENTS)),
    durability,
    tell,
  });
  let waiting: (() => void)[] = [];
  let scheduled = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    scheduled = false;
    const released = waiting;
    waiting = [];
    try {
      writer.save();
    } finally {
      for (const then of released) answer(then);
    }
  }

  function answer(then: () => void): void {
    try {
      then();
    } catch (cause) {
      tell(new JournalTrouble("answer_failed", "a visit could not be answered", {}, { cause }));
    }
  }

  return {
    id,
    append(line) {
      writer.add(line);
      schedule();
    },
    afterWrite(then) {
      waiting.push(then);
      schedule();
    },
    read: reader.read,
    startAfter: (position) => writer.skipTo((position?.segment ?? 0) + 1),
    async release(before) {
      for (const { number } of segments.before(before)) {
        if (number === writer.live) continue;
        await reader.close(number);
        await unlinkIfThere(segmentPath(folder, number));
        segments.remove(number);
      }
      writer.makeRoom();
    },
    get end() {
      return segments.end;
    },
    backlogBytes: (from) => segments.bytesFrom(from),
    state() {
      const { full, failing, lost } = writer.state;
      return { full, failing: failing || durability.failing, lost };
    },
    async [Symbol.asyncDispose]() {
      flush();
      writer[Symbol.dispose]();
      await durability[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
    },
  };
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
