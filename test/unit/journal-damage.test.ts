import { rm } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { segmentName } from "../../src/clicks/journal-segment.ts";
import {
  frames,
  journalFolder,
  keep,
  leaveSegment,
  openIn,
  readOn,
  START,
} from "../support/journal.ts";

const text = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map(String.fromCharCode),
  maxLength: 40,
});
const ticks = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});

describe("of a segment that an earlier process left", () => {
  test("all whole ticks are read and nothing else, wherever the file was cut", async () => {
    await fc.assert(
      fc.asyncProperty(ticks, fc.nat(), async (written, place) => {
        const parts = frames(written);
        const cut = place % (bytesOf(parts) + 1);
        await using folder = await journalFolder();
        await leaveSegment(folder.path, 1, Buffer.concat(parts).subarray(0, cut));
        await using open = await openIn(folder.path);
        const whole = written.filter((_, index) => bytesOf(parts.slice(0, index + 1)) <= cut);
        const { lines, next, skippedBytes } = await readOn(open.journal);
        expect(lines).toEqual(whole.flat());
        expect(skippedBytes).toBe(0);
        expect(open.troubles).toEqual([]);
        expect(open.journal.backlogBytes(next)).toBe(0);
        await keep(open.journal, "the next process");
        expect((await readOn(open.journal, next)).lines).toEqual(["the next process"]);
      }),
    );
  });

  test("one wrong byte loses at most the tick it lies in", async () => {
    await fc.assert(
      fc.asyncProperty(
        ticks,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (written, place, change) => {
          const parts = frames(written);
          const bytes = Buffer.concat(parts);
          const wrong = place % bytes.length;
          bytes.writeUInt8(bytes.readUInt8(wrong) ^ change, wrong);
          const hit = parts.findIndex((_, index) => wrong < bytesOf(parts.slice(0, index + 1)));
          await using folder = await journalFolder();
          await leaveSegment(folder.path, 3, bytes);
          await leaveSegment(folder.path, 4, Buffer.concat(frames([["next"]])));
          await using open = await openIn(folder.path);
          const { lines } = await readOn(open.journal);
          expect(lines).toEqual([...written.filter((_, index) => index !== hit).flat(), "next"]);
          if (hit === parts.length - 1) return; // It may look like a write that was cut off.
          const offset = bytesOf(parts.slice(0, hit));
          const facts = { segment: 3, offset, bytes: parts[hit]?.length };
          expect(open.troubles).toMatchObject([{ code: "corrupt", facts }]);
        },
      ),
    );
  });

  test("a megabyte of noise between two ticks is told once", async () => {
    await using folder = await journalFolder();
    const [before, after] = frames([["before"], ["after"]]) as [Buffer, Buffer];
    const noise = Buffer.alloc(1_000_000, before.subarray(0, 9));
    await leaveSegment(
      folder.path,
      1,
      Buffer.concat([before, noise, after, Buffer.alloc(200_000)]),
    );
    await using open = await openIn(folder.path);
    const { lines, skippedBytes } = await readOn(open.journal);
    expect(lines).toEqual(["before", "after"]);
    expect(skippedBytes).toBe(1_200_000);
    expect(open.troubles.map(({ facts }) => facts)).toEqual([
      { segment: 1, offset: before.length, bytes: 1_000_000 },
      { segment: 1, offset: before.length + 1_000_000 + after.length, bytes: 200_000 },
    ]);
  });

  test("one that is gone is passed, and told where it had been there", async () => {
    await using folder = await journalFolder();
    for (const number of [1, 2, 5]) {
      await leaveSegment(folder.path, number, Buffer.concat(frames([[`of ${number}`]])));
    }
    await using open = await openIn(folder.path);
    await rm(join(folder.path, segmentName(2)));
    expect((await readOn(open.journal)).lines).toEqual(["of 1", "of 5"]);
    expect(open.troubles).toMatchObject([{ code: "segment_missing", facts: { segment: 2 } }]);
    expect((await readOn(open.journal, { segment: 3, offset: 80 })).lines).toEqual(["of 5"]);
  });

  test("a place behind its end leads to the next", async () => {
    await using folder = await journalFolder();
    await leaveSegment(folder.path, 1, Buffer.concat(frames([["cut by the power"]])));
    await using open = await openIn(folder.path);
    const place = { segment: 1, offset: 9_000 };
    expect(await readOn(open.journal, place)).toMatchObject({ lines: [], next: place });
    await keep(open.journal, "new");
    expect((await readOn(open.journal, place)).lines).toEqual(["new"]);
    expect((await readOn(open.journal, START)).lines).toEqual(["cut by the power", "new"]);
  });
});

function bytesOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
