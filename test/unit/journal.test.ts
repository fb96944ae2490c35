import { readFileSync } from "node:fs";
import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { MAX_PAYLOAD, readFrame } from "../../src/clicks/journal-frame.ts";
import { segmentName } from "../../src/clicks/journal-segment.ts";
import { journalFolder, keep, openIn, readOn, START } from "../support/journal.ts";

const segmentsIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.endsWith(".journal")).sort();
const firstSegment = (folder: string) => readFileSync(join(folder, segmentName(1)));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `visit ${index}`);

describe("a visit", () => {
  test("is in the file before its answer leaves", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path);
    open.journal.append("a\n");
    const found = await new Promise<string>((resolve) => {
      open.journal.afterWrite(() => resolve(firstSegment(folder.path).toString("latin1")));
    });
    expect(found).toContain("a\n");
  });

  test("shares one write with all of its tick", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path);
    await keep(open.journal, ...numbered(30));
    const segment = firstSegment(folder.path);
    expect(readFrame(segment, 0)).toMatchObject({ end: segment.length });
    expect((await readOn(open.journal)).lines).toEqual(numbered(30));
  });

  test("is answered although the answer before it broke", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path);
    const answered: string[] = [];
    open.journal.afterWrite(() => answered.push("first"));
    open.journal.afterWrite(() => {
      throw new Error("socket");
    });
    await keep(open.journal, "a");
    expect(answered).toEqual(["first"]);
    expect(open.troubles).toMatchObject([{ code: "answer_failed", cause: new Error("socket") }]);
  });

  test("is kept in a tick that brings more than a frame holds", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path);
    const texts = numbered(500).map((text) => text.padEnd(1_000, "-"));
    await keep(open.journal, ...texts);
    expect((await readOn(open.journal, START, 10)).lines).toEqual(texts);
    expect(() => open.journal.append("-".repeat(MAX_PAYLOAD + 1))).toThrow(RangeError);
  });

  test("of the last tick is kept when the journal closes", async () => {
    await using folder = await journalFolder();
    const answered: string[] = [];
    {
      await using open = await openIn(folder.path);
      open.journal.append("last\n");
      open.journal.afterWrite(() => answered.push("last"));
    }
    await using again = await openIn(folder.path);
    expect(answered).toEqual(["last"]);
    expect((await readOn(again.journal)).lines).toEqual(["last"]);
  });

  test("after the end is answered, and known to be lost", async () => {
    await using folder = await journalFolder();
    const { journal } = await openIn(folder.path);
    await journal[Symbol.asyncDispose]();
    await keep(journal, "late");
    expect(journal.state()).toMatchObject({ lost: 1 });
  });
});

describe("a journal", () => {
  test("has an id for life, and keeps strangers out", async () => {
    await using folder = await journalFolder();
    const path = join(folder.path, "deep", "journal");
    const ids: string[] = [];
    for (let start = 0; start < 3; start++) {
      await using open = await openIn(path);
      await keep(open.journal, "a");
      ids.push(open.journal.id);
    }
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(path)) {
      expect((await stat(join(path, name))).mode & 0o777).toBe(0o600);
    }
  });

  test("whose id was never written gets one; whose id is spoilt does not open", async () => {
    await using folder = await journalFolder();
    await writeFile(join(folder.path, "id"), "");
    {
      await using open = await openIn(folder.path);
      expect(open.journal.id).toMatch(/^[0-9a-f]{32}$/);
    }
    await writeFile(join(folder.path, "id"), "spoilt");
    await expect(openIn(folder.path)).rejects.toThrow("holds no id");
  });

  test("is read in order, across segments and processes", async () => {
    await using folder = await journalFolder();
    for (const start of [0, 50]) {
      await using open = await openIn(folder.path, { segmentBytes: 100 });
      for (const text of numbered(100).slice(start, start + 50)) await keep(open.journal, text);
    }
    await using open = await openIn(folder.path);
    const { lines, next } = await readOn(open.journal);
    expect(lines).toEqual(numbered(100));
    expect(next).toEqual(open.journal.end);
    expect(open.journal.backlogBytes(next)).toBe(0);
    expect(open.troubles).toEqual([]);
  });

  test("is read while it is written", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path, { segmentBytes: 50_000 });
    const ticks = 2_000;
    const writing = (async () => {
      for (let tick = 0; tick < ticks; tick++) await keep(open.journal, `${tick} a`, `${tick} b`);
    })();
    const read: string[] = [];
    for (let at = START; read.length < 2 * ticks; ) {
      const part = await open.journal.read(at, 5_000);
      read.push(...part.lines);
      at = part.next;
      if (part.lines.length === 0) await setImmediate();
    }
    await writing;
    expect(read).toEqual(
      Array.from({ length: ticks }, (_, tick) => [`${tick} a`, `${tick} b`]).flat(),
    );
    expect(open.troubles).toEqual([]);
  });

  test("has nothing where nothing was written", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path);
    expect(await open.journal.read(START, 1_000)).toEqual({
      lines: [],
      next: START,
      skippedBytes: 0,
    });
    expect(open.journal.end).toEqual(START);
    await keep(open.journal, "a");
    const { next } = await open.journal.read(START, 1_000);
    expect(await open.journal.read(next, 1_000)).toEqual({ lines: [], next, skippedBytes: 0 });
  });

  test("begins a segment for each process, past what was counted of a folder that is gone", async () => {
    await using folder = await journalFolder();
    for (const position of [null, START, { segment: 7, offset: 500 }]) {
      await using open = await openIn(folder.path);
      open.journal.startAfter(position);
      await keep(open.journal, "a");
    }
    expect(await segmentsIn(folder.path)).toEqual([1, 2, 8].map(segmentName));
    await using open = await openIn(folder.path);
    expect((await readOn(open.journal, { segment: 7, offset: 500 })).lines).toEqual(["a"]);
  });

  test("lets whole segments go once they are counted, and never the one it writes", async () => {
    await using folder = await journalFolder();
    {
      await using open = await openIn(folder.path, { segmentBytes: 50 });
      for (const text of numbered(6)) await keep(open.journal, text);
    }
    await using open = await openIn(folder.path);
    await keep(open.journal, "live");
    const all = await segmentsIn(folder.path);
    const first = await open.journal.read(START, 1);
    const backlog = open.journal.backlogBytes(first.next);
    await open.journal.release(first.next);
    expect(await segmentsIn(folder.path)).toEqual(all);
    await open.journal.release({ segment: 3, offset: 10 });
    expect(await segmentsIn(folder.path)).toEqual(all.slice(2));
    expect(open.journal.backlogBytes(START)).toBeLessThan(backlog);
    await open.journal.release(open.journal.end);
    expect(await segmentsIn(folder.path)).toEqual(all.slice(-1));
    await keep(open.journal, "on");
    expect((await readOn(open.journal)).lines).toEqual(["live", "on"]);
  });
});
