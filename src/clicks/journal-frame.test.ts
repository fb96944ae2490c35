import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  encodeFrame,
  findFrame,
  HEADER,
  MAX_FRAME_BYTES,
  MAX_PAYLOAD,
  readFrame,
  sealFrame,
} from "./journal-frame.ts";

const lines = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map(String.fromCharCode),
  maxLength: 300,
});
const noise = fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes));

describe("a frame", () => {
  test("gives back what was put in, wherever it stands", () => {
    fc.assert(
      fc.property(noise, lines, noise, (before, text, after) => {
        const frame = encodeFrame(text);
        const buffer = Buffer.concat([before, frame, after]);
        const end = before.length + frame.length;
        expect(readFrame(buffer, before.length)).toEqual({ lines: text, end });
        expect(findFrame(buffer, before.length)).toBe(before.length);
      }),
    );
  });

  test("is the same in a buffer that was used before", () => {
    const used = Buffer.alloc(MAX_FRAME_BYTES, 0xff);
    const end = HEADER + used.write("a\n", HEADER, "latin1");
    expect(sealFrame(used, end)).toEqual(encodeFrame("a\n"));
  });

  test("is incomplete until its last byte is there", () => {
    const frame = encodeFrame("1\t2\n");
    for (let length = 0; length < frame.length; length++) {
      expect(readFrame(frame.subarray(0, length), 0)).toBe("incomplete");
    }
  });

  test("is not believed when a bit is wrong", () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(7), (text, at, bit) => {
        const frame = encodeFrame(text);
        const byte = at % frame.length;
        frame.writeUInt8(frame.readUInt8(byte) ^ (1 << bit), byte);
        expect(readFrame(frame, 0)).toBeTypeOf("string");
      }),
    );
  });

  test("that claims more than was ever written is corrupt, not awaited", () => {
    const frame = encodeFrame("a\n");
    frame.writeUInt32LE(MAX_PAYLOAD + 1, 4);
    expect(readFrame(frame, 0)).toBe("corrupt");
  });

  test("is found behind noise and behind a frame that is none", () => {
    const broken = encodeFrame("x\n");
    broken.writeUInt8(0, broken.length - 1);
    const buffer = Buffer.concat([Buffer.from("noise"), broken, encodeFrame("y\n")]);
    expect(findFrame(buffer, 0)).toBe(5 + broken.length);
    expect(findFrame(buffer, 6 + broken.length)).toBe(-1);
  });

  test("holds as much as it may", () => {
    const most = "ÿ".repeat(MAX_PAYLOAD);
    expect(readFrame(encodeFrame(most), 0)).toEqual({ lines: most, end: MAX_FRAME_BYTES });
  });
});
