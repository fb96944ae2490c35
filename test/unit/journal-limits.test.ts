import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { makeDurability } from "../../src/clicks/ensure-durable.ts";
import type { JournalTrouble } from "../../src/clicks/journal-trouble.ts";
import { journalFolder, keep, openIn, readOn, START } from "../support/journal.ts";
import { PATIENT } from "../support/patient.ts";

const record = (index: number) => `visit ${index} `.padEnd(85, "-");

describe("a journal that reached its budget", () => {
  test("keeps what it has, counts what it loses, and goes on once there is room", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path, { maxBytes: 1_000 });
    const { journal, troubles } = open;
    for (let index = 0; index < 15; index++) await keep(journal, record(index));
    expect(journal.state()).toEqual({ full: true, failing: false, lost: 5 });
    expect(troubles).toMatchObject([{ code: "full" }]);
    const { lines } = await readOn(journal);
    expect(lines).toEqual(Array.from({ length: 10 }, (_, index) => record(index)));

    await journal.release({ segment: 3, offset: 0 });
    expect(journal.state()).toEqual({ full: false, failing: false, lost: 5 });
    expect(troubles.slice(1)).toMatchObject([{ code: "room_again", facts: { lost: 5 } }]);
    await keep(journal, "on");
    expect((await readOn(journal)).lines).toEqual([...lines.slice(4), "on"]);
  });

  test("never blocks itself, however small it is", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path, { maxBytes: 1_000, segmentBytes: 1_000 });
    let at = START;
    for (let index = 0; index < 100; index++) {
      await keep(open.journal, record(index));
      at = (await readOn(open.journal, at)).next;
      await open.journal.release(at);
    }
    expect(open.journal.state()).toEqual({ full: false, failing: false, lost: 0 });
  });
});

describe("a journal that cannot be written", () => {
  test("answers, counts what it loses, and recovers by itself", async () => {
    await using folder = await journalFolder();
    await using open = await openIn(folder.path, { segmentBytes: 100 });
    const { journal, troubles } = open;
    await keep(journal, record(0));
    await rm(folder.path, { recursive: true });
    for (let index = 1; index < 6; index++) await keep(journal, record(index));
    expect(journal.state()).toEqual({ full: false, failing: true, lost: 5 });
    const writes = () => troubles.filter(({ code }) => code.startsWith("writ"));
    expect(writes()).toMatchObject([{ code: "write_failed", cause: { code: "ENOENT" } }]);

    await mkdir(folder.path);
    await vi.waitFor(() => expect(journal.state().failing).toBe(false), PATIENT);
    expect(writes().slice(1)).toMatchObject([{ code: "written_again", facts: { lost: 5 } }]);
    await keep(journal, "on");
    expect((await readOn(journal)).lines).toEqual(["on"]);
  });

  test("goes on in another segment when the system takes no more of this one", async () => {
    await using folder = await journalFolder();
    // The limit is one of the process, so it is another process that meets it.
    const { stdout } = await run("sh", [
      "-c",
      `ulimit -f 4; exec "$0" --input-type=module -e "$1" "$2"`,
      process.execPath,
      CHILD,
      folder.path,
    ]);
    const { state, codes, kept } = JSON.parse(stdout);
    await using open = await openIn(folder.path);
    const { lines } = await readOn(open.journal);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines).toEqual(kept);
    expect(lines.length + state.lost).toBe(TICKS);
    expect(codes.slice(0, 2)).toEqual(["write_failed", "written_again"]);
    expect(open.troubles).toEqual([]);
  });
});

describe("what was written", () => {
  test("is synced soon after, each file once at a time, and closed when it is done with", async () => {
    await using folder = await journalFolder();
    const syncs: number[] = [];
    let atOnce = 0;
    const { promise: slow, resolve: finish } = Promise.withResolvers<void>();
    const sync = async (descriptor: number): Promise<void> => {
      syncs.push(descriptor);
      atOnce += 1;
      expect(atOnce).toBe(1);
      await slow;
      atOnce -= 1;
    };
    const durability = makeDurability({ folder: folder.path, tell: () => {}, sync });
    durability.wrote(1);
    await vi.waitFor(() => expect(syncs).toEqual([1]), PATIENT);
    durability.wrote(1);
    durability.wrote(2);
    const closed = durability[Symbol.asyncDispose]();
    finish();
    await closed;
    expect(syncs).toEqual([1, 1, 2]);
  });

  test("and cannot be synced is told once, until it can", async () => {
    await using folder = await journalFolder();
    const troubles: JournalTrouble[] = [];
    let broken = true;
    let syncs = 0;
    const sync = async (): Promise<void> => {
      syncs += 1;
      if (broken) throw new Error("EIO");
    };
    const tell = (trouble: JournalTrouble): void => void troubles.push(trouble);
    await using durability = makeDurability({ folder: folder.path, tell, sync });
    durability.wrote(1);
    await vi.waitFor(() => expect(syncs).toBeGreaterThan(2), PATIENT);
    expect(durability.failing).toBe(true);
    expect(troubles).toMatchObject([{ code: "sync_failed", cause: new Error("EIO") }]);
    broken = false;
    await vi.waitFor(() => expect(durability.failing).toBe(false), PATIENT);
    expect(troubles).toMatchObject([{ code: "sync_failed" }, { code: "synced_again" }]);
  });
});

const run = promisify(execFile);

const TICKS = 25;

/** Writes its ticks where a file may have 2 to 4 KiB, and tells what it was told. */
const CHILD = `
  const [folder] = process.argv.slice(1);
  const { openJournal } = await import(${JSON.stringify(new URL("../../src/clicks/open-journal.ts", import.meta.url).href)});
  const codes = [];
  const journal = await openJournal({ folder, maxBytes: 2 ** 30, onTrouble: ({ code }) => codes.push(code) });
  const kept = [];
  for (let tick = 0; tick < ${TICKS}; tick++) {
    const { lost } = journal.state();
    const text = String(tick).padEnd(200, "-");
    journal.append(text + "\\n");
    await new Promise((resolve) => journal.afterWrite(resolve));
    if (journal.state().lost === lost) kept.push(text);
    if (journal.state().failing) await new Promise((resolve) => {
      const waiting = setInterval(() => {
        if (journal.state().failing) return;
        clearInterval(waiting);
        resolve();
      }, 10);
    });
  }
  await journal[Symbol.asyncDispose]();
  console.log(JSON.stringify({ state: journal.state(), codes, kept }));
`;
