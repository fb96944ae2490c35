import { closeSync, ftruncateSync, openSync, unlinkSync, writeSync } from "node:fs";
import type { Durability } from "./ensure-durable.ts";
import { encodeFrame, HEADER, MAX_FRAME_BYTES, MAX_PAYLOAD, sealFrame } from "./journal-frame.ts";
import type { Segments } from "./journal-segment.ts";
import { makeOutage, type Tell } from "./journal-trouble.ts";
import { segmentPath } from "./list-segments.ts";

export interface FrameWriterOptions {
  readonly folder: string;
  readonly segments: Segments;
  readonly maxBytes: number;
  readonly segmentBytes: number;
  readonly durability: Durability;
  readonly tell: Tell;
}

export interface FrameWriter extends Disposable {
  /** A record for the frame that is next. */
  add(line: string): void;
  /** All that was added is written when this returns, or counted as lost. */
  save(): void;
  /** The next segment has at least this number. */
  skipTo(number: number): void;
  /** Segments were removed. */
  makeRoom(): void;
  /** The segment that is written to. */
  readonly live: number | null;
  readonly state: { readonly full: boolean; readonly failing: boolean; readonly lost: number };
}

interface LiveFile {
  readonly number: number;
  readonly descriptor: number;
  bytes: number;
}

const RETRY_MS = 1_000;

/**
 * Appends frames to segments of this process's own. Synchronous, so that an answer can follow it in
 * the same tick; measured: no cost beside the answers of a tick.
 */
export function makeFrameWriter(options: FrameWriterOptions): FrameWriter {
  const { folder, segments, maxBytes, segmentBytes, durability, tell } = options;
  // Line by line into the buffer: gathered in a string first, a tick of thirty took ten times as long.
  const buffer = Buffer.allocUnsafe(MAX_FRAME_BYTES);
  let end = HEADER;
  let records = 0;
  const full = makeOutage(
    tell,
    ["full", "the click journal is full: visits are answered but not counted"],
    ["room_again", "the click journal has room again"],
  );
  const failing = makeOutage(
    tell,
    ["write_failed", "the click journal cannot be written: visits are answered but not counted"],
    ["written_again", "the click journal is written again"],
  );
  let live: LiveFile | null = null;
  let next = segments.end.segment + 1;
  let triedAt = Number.NEGATIVE_INFINITY;
  let probing: NodeJS.Timeout | undefined;
  let closed = false;

  /** Null where it cannot be opened, or failed too short a time ago. */
  function openNext(): LiveFile | null {
    if (closed) return null;
    const now = performance.now();
    if (failing.on && now < triedAt + RETRY_MS) return null;
    triedAt = now;
    const number = next;
    next += 1;
    try {
      const descriptor = openSync(segmentPath(folder, number), "wx", 0o600);
      segments.add(number);
      durability.made();
      live = { number, descriptor, bytes: 0 };
    } catch (error) {
      fail(error);
    }
    return live;
  }

  function fail(error: unknown): void {
    failing.begin(error);
    // Without it a node that gets no more visits, because it fails, would fail for ever.
    probing ??= setInterval(probe, RETRY_MS).unref();
  }

  function probe(): void {
    if (failing.on) put(encodeFrame(""));
  }

  function recovered(): void {
    clearInterval(probing);
    probing = undefined;
    failing.end();
  }

  /** Leaves a file that takes no more, with whole frames only. */
  function abandon({ number, descriptor, bytes }: LiveFile): void {
    live = null;
    try {
      ftruncateSync(descriptor, bytes);
    } catch {
      // What is torn is known not to be a frame.
    }
    if (bytes > 0) {
      durability.retire(descriptor);
      return;
    }
    segments.remove(number);
    try {
      closeSync(descriptor);
      unlinkSync(segmentPath(folder, number));
    } catch {
      // An empty file is in nobody's way.
    }
  }

  /** Somebody else may have removed it; what is written to it then is gone. */
  function isDone({ number, bytes }: LiveFile, more: number): boolean {
    return (bytes > 0 && bytes + more > segmentBytes) || segments.end.segment !== number;
  }

  function put(frame: Buffer): boolean {
    if (live !== null && isDone(live, frame.length)) {
      durability.retire(live.descriptor);
      live = null;
    }
    const file = live ?? openNext();
    if (file === null) return false;
    try {
      writeWhole(file.descriptor, frame, file.bytes);
    } catch (error) {
      abandon(file);
      fail(error);
      return false;
    }
    file.bytes += frame.length;
    segments.grow(file.number, frame.length);
    durability.wrote(file.descriptor);
    if (failing.on) recovered();
    return true;
  }

  function save(): void {
    if (records === 0) return;
    const frame = sealFrame(buffer, end);
    if (!full.on && segments.bytes + frame.length > maxBytes) full.begin();
    if (full.on) full.lose(records);
    // The second time in another segment: it may have been the file alone.
    else if (!put(frame) && !put(frame)) failing.lose(records);
    end = HEADER;
    records = 0;
  }

  return {
    add(line) {
      if (end + line.length > MAX_FRAME_BYTES) {
        if (line.length > MAX_PAYLOAD) throw new RangeError("a record is longer than a frame");
        save();
      }
      end += buffer.write(line, end, "latin1");
      records += 1;
    },
    save,
    skipTo(number) {
      next = Math.max(next, number);
    },
    makeRoom() {
      if (full.on && segments.bytes + segmentBytes <= maxBytes) full.end();
    },
    get live() {
      return live?.number ?? null;
    },
    get state() {
      return { full: full.on, failing: failing.on, lost: full.lost + failing.lost };
    },
    [Symbol.dispose]() {
      closed = true;
      clearInterval(probing);
      if (live !== null) durability.retire(live.descriptor);
      live = null;
    },
  };
}

/** The system may take only a part, as when the disk is nearly full. */
function writeWhole(descriptor: number, frame: Buffer, position: number): void {
  let written = 0;
  while (written < frame.length) {
    written += writeSync(descriptor, frame, written, frame.length - written, position + written);
  }
}
