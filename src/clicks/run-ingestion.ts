import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import type { Context } from "../context.ts";
import { isAboutValues } from "../db/store-errors.ts";
import { Fault } from "../kit/fault.ts";
import type { ReadVisit } from "./click.ts";
import { ensureMonths, monthOf } from "./ensure-months.ts";
import {
  type Claim,
  findCounted,
  ingest,
  JournalMoved,
  JournalTaken,
  type Partners,
  rehearse,
  showAlive,
} from "./ingest.ts";
import type { Position } from "./journal-segment.ts";
import type { Journal } from "./open-journal.ts";
import type { JournalPart } from "./read-frames.ts";

export interface IngestionParts {
  readonly ctx: Pick<Context, "db" | "changes" | "clock" | "workspaces" | "log">;
  readonly journal: Journal;
  readonly claim: Claim;
  /** Up to where the journal was counted by earlier processes. */
  readonly from: Position;
  /** Null where the line says nothing that could be counted. */
  readonly readVisit: (line: string) => ReadVisit | null;
  readonly partners: Partners;
  /** Settles when the visitors leave room for a batch. */
  readonly makeWay: () => Promise<void>;
}

export interface Ingestion extends AsyncDisposable {
  /** Bytes of the journal that are not counted yet. */
  backlog(): number;
  /** Records that could not be read or stored, and were left out. */
  leftOut(): number;
  /** Why counting does not go on; null while it does. */
  trouble(): string | null;
}

const POLL_MS = 100;
const RETRY_MS = 500;
const TOUCH_MS = 2_000;
/** Reading a user agent that was never seen takes up to 0.1 ms: visitors wait no longer than for a few. */
const SLICE_MS = 1;
const LAST_WORD_MS = 5_000;
/** Some 400 visits: one transaction of them leaves the embedded store's one connection soon. */
const BATCH_BYTES = 64 * 1024;

/** Takes this node's journal into the store, batch by batch, until disposed; then what fits in 5 s. */
export function runIngestion(parts: IngestionParts): Ingestion {
  const { ctx, journal, claim } = parts;
  const months = new Set<string>();
  let at = parts.from;
  /** What is read and not counted yet: reading it again would tell its damages again. */
  let part: Pick<JournalPart, "lines" | "next"> | null = null;
  let unsure = false;
  let stopping = false;
  let deadline = Number.POSITIVE_INFINITY;
  let trouble: string | null = null;
  let leftOut = 0;
  let touchedAt = performance.now();
  const asleep = new AbortController();

  async function readVisits(lines: readonly string[]): Promise<ReadVisit[]> {
    const visits: ReadVisit[] = [];
    let sliceEnds = performance.now() + SLICE_MS;
    for (const line of lines) {
      const visit = parts.readVisit(line);
      if (visit !== null) visits.push(visit);
      if (performance.now() < sliceEnds) continue;
      await turn();
      sliceEnds = performance.now() + SLICE_MS;
    }
    return visits;
  }

  async function makeMonths(visits: readonly ReadVisit[]): Promise<void> {
    const missing = visits
      .map(({ record }) => record.atMs)
      .filter((ms) => !months.has(monthOf(ms)));
    if (missing.length === 0) return;
    await ensureMonths(ctx, missing);
    for (const ms of missing) months.add(monthOf(ms));
  }

  async function store(visits: readonly ReadVisit[], to: Position): Promise<void> {
    await makeMonths(visits);
    try {
      await ingest(ctx, claim, { visits, from: at, to }, parts.partners);
    } catch (error) {
      if (!isAboutValues(error)) throw error;
      // A month that another node dropped meanwhile, or a record that the store does not take.
      months.clear();
      await makeMonths(visits);
      const good = await storable(visits);
      await ingest(ctx, claim, { visits: good, from: at, to }, parts.partners);
      leaveOut(visits.length - good.length, "clicks could not be stored and were left out", error);
    }
  }

  function leaveOut(records: number, why: string, err?: unknown): void {
    if (records === 0) return;
    leftOut += records;
    ctx.log.error({ err, records }, why);
  }

  /** Those that the store takes, found by halves. */
  async function storable(visits: readonly ReadVisit[]): Promise<readonly ReadVisit[]> {
    try {
      await rehearse(ctx, visits, parts.partners);
      return visits;
    } catch (error) {
      if (!isAboutValues(error)) throw error;
    }
    if (visits.length <= 1) return [];
    const middle = Math.ceil(visits.length / 2);
    const first = await storable(visits.slice(0, middle));
    return [...first, ...(await storable(visits.slice(middle)))];
  }

  /** False where there is nothing to count. */
  async function takeBatch(): Promise<boolean> {
    if (unsure) await lookWhere();
    part ??= await journal.read(at, BATCH_BYTES);
    const { lines, next } = part;
    if (isSame(next, at)) {
      part = null;
      return false;
    }
    const visits = await readVisits(lines);
    unsure = true;
    await store(visits, next);
    unsure = false;
    leaveOut(lines.length - visits.length, "the journal has unreadable records");
    at = next;
    part = null;
    touchedAt = performance.now();
    await journal.release(at);
    return true;
  }

  /** A commit whose answer was lost may have counted the batch. */
  async function lookWhere(): Promise<void> {
    const counted = await findCounted(ctx, claim);
    if (!isSame(counted, at)) part = null;
    at = counted;
    unsure = false;
  }

  async function rest(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: asleep.signal }).catch(() => {});
  }

  /** True where the store was asked, and answered. */
  async function touch(): Promise<boolean> {
    if (performance.now() - touchedAt < TOUCH_MS) return false;
    await showAlive(ctx, claim);
    touchedAt = performance.now();
    return true;
  }

  /** How long to rest after an error, or null where there is no going on. */
  function afterError(error: unknown): number | null {
    if (error instanceof JournalMoved) return 0;
    const first = trouble === null;
    if (error instanceof JournalTaken) {
      trouble = error.message;
      ctx.log.error({ err: error }, "clicks of this node are not counted any more");
      return null;
    }
    trouble = isBusy(error)
      ? "the store is away or takes no writes; clicks wait in the journal"
      : "clicks cannot be stored; they wait in the journal";
    if (first) ctx.log.error({ err: error, backlog: backlog() }, trouble);
    return RETRY_MS;
  }

  async function run(): Promise<void> {
    for (;;) {
      let restMs = POLL_MS;
      try {
        if (!stopping) await parts.makeWay();
        const took = await takeBatch();
        const heard = took || (await touch());
        if (heard && trouble !== null) {
          ctx.log.info({ backlog: backlog() }, "clicks are counted again");
          trouble = null;
        }
        restMs = took ? 0 : POLL_MS;
        if (stopping && !took) return;
      } catch (error) {
        const wait = afterError(error);
        if (wait === null) return;
        restMs = wait;
      }
      if (performance.now() > deadline) return;
      if (restMs > 0 && !stopping) await rest(restMs);
      else if (restMs > POLL_MS) await pause(POLL_MS);
    }
  }

  const backlog = (): number => journal.backlogBytes(at);
  const running = run();
  return {
    backlog,
    leftOut: () => leftOut,
    trouble: () => trouble,
    async [Symbol.asyncDispose]() {
      deadline = performance.now() + LAST_WORD_MS;
      stopping = true;
      asleep.abort();
      await running;
    },
  };
}

function isSame(one: Position, other: Position): boolean {
  return one.segment === other.segment && one.offset === other.offset;
}

function isBusy(error: unknown): boolean {
  return error instanceof Fault && error.code === "busy";
}
