import { type FileHandle, open } from "node:fs/promises";
import { findFrame, MAX_FRAME_BYTES, readFrame } from "./journal-frame.ts";
import type { Position, Segment, Segments } from "./journal-segment.ts";
import { makeHole, segmentMissing, type Tell } from "./journal-trouble.ts";
import { segmentPath } from "./list-segments.ts";

export interface JournalPart {
  /** Without their "\n"; empty where there is nothing more. */
  readonly lines: readonly string[];
  readonly next: Position;
  readonly skippedBytes: number;
}

export interface FrameReader extends AsyncDisposable {
  /** Of one segment; at most `maxBytes`, but a whole frame. */
  read(from: Position, maxBytes: number): Promise<JournalPart>;
  /** The segment is not read any more. */
  close(number: number): Promise<void>;
}

/** So many that behind corrupt bytes a frame is found whole, or a good part of them is passed. */
const LEAST_BYTES = 2 * MAX_FRAME_BYTES;

interface Chunk {
  readonly bytes: Buffer;
  /** No more can be read of this segment. */
  readonly isLast: boolean;
}

/** Never looks past the sizes that `segments` tells, so it meets no write that is under way. */
export function makeFrameReader(folder: string, segments: Segments, tell: Tell): FrameReader {
  const handles = new Map<number, Promise<FileHandle>>();

  function handleOf(number: number): Promise<FileHandle> {
    const known = handles.get(number);
    if (known !== undefined) return known;
    const opening = open(segmentPath(folder, number));
    handles.set(number, opening);
    opening.catch(() => handles.delete(number));
    return opening;
  }

  async function close(number: number): Promise<void> {
    const opening = handles.get(number);
    handles.delete(number);
    await (await opening?.catch(() => undefined))?.close();
  }

  async function chunkAt(segment: Segment, offset: number, maxBytes: number): Promise<Chunk> {
    const left = segment.bytes - offset;
    const length = Math.min(left, Math.max(maxBytes, LEAST_BYTES));
    const handle = await handleOf(segment.number);
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await handle.read(buffer, 0, length, offset);
    return { bytes: buffer.subarray(0, bytesRead), isLast: bytesRead < length || length === left };
  }

  /** Null where the file is gone. */
  async function chunkOrGone(segment: Segment, offset: number, maxBytes: number) {
    try {
      return await chunkAt(segment, offset, maxBytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      segments.remove(segment.number);
      tell(segmentMissing(segment));
      return null;
    }
  }

  async function read(from: Position, maxBytes: number): Promise<JournalPart> {
    const hole = makeHole(tell);
    let at = from;
    for (;;) {
      const segment = segmentAt(segments, at);
      if (segment === null) return { lines: [], next: at, skippedBytes: hole.total };
      if (segment.number !== at.segment) at = { segment: segment.number, offset: 0 };
      const chunk = await chunkOrGone(segment, at.offset, maxBytes);
      if (chunk === null) continue;
      const { lines, end } = wholeFrames(chunk.bytes, maxBytes);
      const next = end > 0 ? at.offset + end : nextTry(segment, at.offset, chunk);
      if (end > 0) hole.end();
      else if (hole.isOpen || !isTorn(segment, chunk)) hole.grow(at, next - at.offset);
      at = { segment: segment.number, offset: next };
      if (next === segment.bytes) hole.end();
      if (lines.length > 0) return { lines, next: at, skippedBytes: hole.total };
    }
  }

  return {
    read,
    close,
    async [Symbol.asyncDispose]() {
      await Promise.all([...handles.keys()].map(close));
    },
  };
}

/** The segment with the first byte at or after the place; null where nothing was written yet. */
function segmentAt(segments: Segments, { segment, offset }: Position): Segment | null {
  const here = segments.from(segment);
  if (here === undefined) return null;
  if (here.number > segment || offset < here.bytes) return here;
  return segments.from(segment + 1) ?? null;
}

/** The lines up to the first place that is no whole frame. */
function wholeFrames(chunk: Buffer, maxBytes: number): { lines: string[]; end: number } {
  const lines: string[] = [];
  let end = 0;
  while (end < chunk.length) {
    const frame = readFrame(chunk, end);
    if (typeof frame === "string" || (frame.end > maxBytes && end > 0)) break;
    if (frame.lines !== "") lines.push(...frame.lines.slice(0, -1).split("\n"));
    end = frame.end;
  }
  return { lines, end };
}

/** Where a frame may begin, when none begins at the chunk's own beginning. */
function nextTry(segment: Segment, offset: number, { bytes, isLast }: Chunk): number {
  const found = findFrame(bytes, 1);
  if (found !== -1) return offset + found;
  return isLast ? segment.bytes : offset + bytes.length - MAX_FRAME_BYTES + 1;
}

/** A process died while it wrote the end of this segment. No answer waited behind that write. */
function isTorn({ inherited }: Segment, { bytes, isLast }: Chunk): boolean {
  return inherited && isLast && readFrame(bytes, 0) === "incomplete" && findFrame(bytes, 1) === -1;
}
