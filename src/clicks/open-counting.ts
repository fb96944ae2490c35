import { hostname } from "node:os";
import { resolve } from "node:path";
import type { Context } from "../context.ts";
import { claimJournal } from "./claim-journal.ts";
import type { Countries } from "./country.ts";
import { makeGiveWay } from "./give-way.ts";
import type { Partners } from "./ingest.ts";
import { type KnowAgent, makeKnowAgent } from "./known-agent.ts";
import { openJournal } from "./open-journal.ts";
import { makeReadVisit } from "./read-visit.ts";
import { makeRecordVisit, type RecordVisit } from "./record-visit.ts";
import { type Ingestion, type IngestionParts, runIngestion } from "./run-ingestion.ts";
import { makeVisitorHash } from "./visitor.ts";

export interface CountingOptions {
  readonly ctx: IngestionParts["ctx"] & Pick<Context, "keys">;
  /** Of this node's journal. */
  readonly folder: string;
  /** Of the journal, on disk. */
  readonly maxBytes: number;
  readonly partners: Partners;
  readonly countries: Promise<Countries>;
}

/** From the visit to the figures: what is written down, and how far it is counted. */
export interface Counting extends AsyncDisposable {
  readonly knowAgent: KnowAgent;
  readonly recordVisit: RecordVisit;
  /** Begins to take the journal into the store; until then it only grows. */
  start(): void;
  state(): CountingState;
}

export interface CountingState {
  /** Of visits that were answered and are not counted yet. */
  readonly backlogBytes: number;
  /** Visits since the start that could not be written down: the disk failed, or the journal is full. */
  readonly lost: number;
  /** Records since the start that could not be read or stored. */
  readonly leftOut: number;
  /** What an operator must know; empty where all is well. */
  readonly troubles: readonly string[];
}

/** Opens this node's journal and claims it in the store. Disposing counts what fits in a few seconds. */
export async function openCounting(options: CountingOptions): Promise<Counting> {
  const { ctx, folder, maxBytes, countries } = options;
  await using opening = new AsyncDisposableStack();
  const journal = opening.use(
    await openJournal({
      folder,
      maxBytes,
      onTrouble: (trouble) => ctx.log.error({ err: trouble }, trouble.message),
    }),
  );
  const place = `${hostname()} ${resolve(folder)}`;
  const { claim, counted } = await claimJournal(ctx, {
    journalId: journal.id,
    written: journal.backlogBytes({ segment: 0, offset: 0 }) > 0,
    place,
  });
  journal.startAfter(counted);
  const hash = makeVisitorHash(ctx.keys.visitorKey);
  const recordVisit = makeRecordVisit({
    journal,
    hash,
    countries: await countries,
  });
  const open = opening.move();
  const from = counted ?? { segment: 0, offset: 0 };
  let ingestion: Ingestion | undefined;
  return {
    knowAgent: makeKnowAgent(hash),
    recordVisit,
    start() {
      ingestion = open.use(
        runIngestion({
          ctx,
          journal,
          claim,
          from,
          readVisit: makeReadVisit(),
          partners: options.partners,
          makeWay: makeGiveWay(() => (ingestion?.backlog() ?? 0) > maxBytes / 2),
        }),
      );
    },
    state() {
      const { full, failing, lost } = journal.state();
      const trouble = ingestion?.trouble() ?? null;
      return {
        backlogBytes: ingestion?.backlog() ?? journal.backlogBytes(from),
        lost,
        leftOut: ingestion?.leftOut() ?? 0,
        troubles: [
          ...(full ? [`the journal is full: ${lost} clicks could not be kept`] : []),
          ...(failing ? [`the journal cannot be written: ${lost} clicks could not be kept`] : []),
          ...(trouble === null ? [] : [trouble]),
        ],
      };
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
