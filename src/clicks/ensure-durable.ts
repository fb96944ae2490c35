import { close, fdatasync } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { makeOutage, type Tell } from "./journal-trouble.ts";

export interface DurabilityOptions {
  readonly folder: string;
  readonly tell: Tell;
  readonly sync?: (descriptor: number) => Promise<void>;
}

/** Brings to disk, a moment later, what was written to open files. */
export interface Durability extends AsyncDisposable {
  readonly failing: boolean;
  /** The file was written to. */
  wrote(descriptor: number): void;
  /** The file is new, so the folder has a name to keep. */
  made(): void;
  /** Nothing more is written to the file: it is closed once it is safe. */
  retire(descriptor: number): void;
}

/** How much of the past a power cut may take. */
const SYNC_MS = 50;

const closeFile = promisify(close);

/**
 * A file whose sync failed is written to as before: what was written is safe from a death of this
 * process, and dropping visits would not make it safer.
 */
export function makeDurability(options: DurabilityOptions): Durability {
  const { folder, tell, sync = promisify(fdatasync) } = options;
  const dirty = new Set<number>();
  const retired = new Set<number>();
  const outage = makeOutage(
    tell,
    ["sync_failed", "the click journal cannot be brought to disk"],
    ["synced_again", "the click journal is brought to disk again"],
  );
  let hasNewName = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let begunAt = Number.NEGATIVE_INFINITY;
  let closed = false;

  async function syncFolder(): Promise<void> {
    if (!hasNewName) return;
    hasNewName = false;
    try {
      await using handle = await open(folder);
      await handle.sync();
    } catch (error) {
      hasNewName = true;
      throw error;
    }
  }

  async function syncFile(descriptor: number): Promise<void> {
    try {
      await sync(descriptor);
    } catch (error) {
      dirty.add(descriptor);
      throw error;
    } finally {
      if (retired.delete(descriptor)) {
        dirty.delete(descriptor);
        await closeFile(descriptor);
      }
    }
  }

  async function syncAll(): Promise<void> {
    const descriptors = [...dirty];
    dirty.clear();
    const failures: unknown[] = [];
    const note = (error: unknown): void => void failures.push(error);
    for (const descriptor of descriptors) await syncFile(descriptor).catch(note);
    await syncFolder().catch(note);
    if (failures.length === 0) outage.end();
    else outage.begin(failures[0]);
  }

  async function run(): Promise<void> {
    begunAt = performance.now();
    await syncAll();
    running = null;
    if (dirty.size > 0 || outage.on) schedule();
  }

  function schedule(): void {
    if (closed || timer !== undefined || running !== null) return;
    const begin = (): void => {
      timer = undefined;
      running = run();
    };
    timer = setTimeout(begin, Math.max(begunAt + SYNC_MS - performance.now(), 0));
  }

  function wrote(descriptor: number): void {
    dirty.add(descriptor);
    schedule();
  }

  return {
    get failing() {
      return outage.on;
    },
    wrote,
    made() {
      hasNewName = true;
    },
    retire(descriptor) {
      retired.add(descriptor);
      wrote(descriptor);
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      await running;
      await syncAll();
    },
  };
}
