import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeFrame } from "../../src/clicks/journal-frame.ts";
import { type Position, segmentName } from "../../src/clicks/journal-segment.ts";
import type { JournalTrouble } from "../../src/clicks/journal-trouble.ts";
import { type Journal, type JournalOptions, openJournal } from "../../src/clicks/open-journal.ts";

export const START: Position = { segment: 0, offset: 0 };

/** A folder for a journal that goes with its test. */
export async function journalFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "simpul-journal-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export interface Troubled {
  readonly journal: Journal;
  readonly troubles: JournalTrouble[];
}

export async function openIn(
  folder: string,
  options: Partial<JournalOptions> = {},
): Promise<Troubled & AsyncDisposable> {
  const troubles: JournalTrouble[] = [];
  const onTrouble = (trouble: JournalTrouble): void => void troubles.push(trouble);
  const journal = await openJournal({ folder, maxBytes: 2 ** 30, onTrouble, ...options });
  return { journal, troubles, [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose]() };
}

/** Appends in one tick and waits for its write. */
export function keep(journal: Journal, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) journal.append(`${text}\n`);
  return new Promise((resolve) => journal.afterWrite(resolve));
}

export interface Rest {
  readonly lines: string[];
  readonly next: Position;
  readonly skippedBytes: number;
}

/** All there is from a place on, in calls of at most `maxBytes`. */
export async function readOn(journal: Journal, from = START, maxBytes = 1_000): Promise<Rest> {
  const lines: string[] = [];
  let skippedBytes = 0;
  for (let at = from; ; ) {
    const part = await journal.read(at, maxBytes);
    lines.push(...part.lines);
    skippedBytes += part.skippedBytes;
    at = part.next;
    if (part.lines.length === 0) return { lines, next: at, skippedBytes };
  }
}

/** A segment as an earlier process left it: what each of its ticks wrote. */
export function frames(ticks: readonly (readonly string[])[]): readonly Buffer[] {
  return ticks.map((texts) => encodeFrame(texts.map((text) => `${text}\n`).join("")));
}

export function leaveSegment(folder: string, number: number, bytes: Buffer): Promise<void> {
  return writeFile(join(folder, segmentName(number)), bytes);
}
