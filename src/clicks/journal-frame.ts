import { crc32 } from "node:zlib";

/**
 * A frame is what one tick wrote: four bytes that no line contains, the payload's length, a checksum
 * of length and payload, and the payload: whole lines in Latin-1.
 */
const MAGIC = Buffer.from([0x00, 0x1e, 0x9d, 0x4a]);
const LENGTH_AT = MAGIC.length;
const SUM_AT = LENGTH_AT + 4;
export const HEADER = SUM_AT + 4;

/** Many times what a tick brings under load; a length beyond it was never ours. */
export const MAX_PAYLOAD = 64 * 1024;
export const MAX_FRAME_BYTES = HEADER + MAX_PAYLOAD;

export interface Frame {
  readonly lines: string;
  /** Where in the buffer the next one begins. */
  readonly end: number;
}

/** At most `MAX_PAYLOAD` characters. */
export function encodeFrame(lines: string): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER + lines.length);
  buffer.write(lines, HEADER, "latin1");
  return sealFrame(buffer, buffer.length);
}

/** Makes a frame of the buffer's beginning, where the payload stands behind room for the header. */
export function sealFrame(buffer: Buffer, end: number): Buffer {
  const frame = buffer.subarray(0, end);
  frame.set(MAGIC);
  frame.writeUInt32LE(end - HEADER, LENGTH_AT);
  frame.writeUInt32LE(sumOf(frame), SUM_AT);
  return frame;
}

/** "incomplete": so far it may be a frame, but the buffer ends within it. */
export function readFrame(buffer: Buffer, offset: number): Frame | "incomplete" | "corrupt" {
  const left = buffer.length - offset;
  const known = Math.min(left, MAGIC.length);
  if (MAGIC.compare(buffer, offset, offset + known, 0, known) !== 0) return "corrupt";
  if (left < HEADER) return "incomplete";
  const length = buffer.readUInt32LE(offset + LENGTH_AT);
  if (length > MAX_PAYLOAD) return "corrupt";
  const end = offset + HEADER + length;
  if (end > buffer.length) return "incomplete";
  if (sumOf(buffer.subarray(offset, end)) !== buffer.readUInt32LE(offset + SUM_AT))
    return "corrupt";
  return { lines: buffer.toString("latin1", offset + HEADER, end), end };
}

/** Where the first whole frame at or after `from` begins; -1 where there is none. */
export function findFrame(buffer: Buffer, from: number): number {
  let at = buffer.indexOf(MAGIC, from);
  while (at !== -1 && typeof readFrame(buffer, at) === "string") at = buffer.indexOf(MAGIC, at + 1);
  return at;
}

function sumOf(frame: Buffer): number {
  return crc32(frame.subarray(HEADER), crc32(frame.subarray(LENGTH_AT, SUM_AT)));
}
