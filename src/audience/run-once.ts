import { hash } from "node:crypto";
import type { Lane } from "../db/gate.ts";
import { Fault } from "../kit/fault.ts";
import type { AudienceContext, SharedWrites } from "./open-writes.ts";
import { findAnswer, type RequestKey, saveAnswer, takeKey } from "./store/answers.ts";

export const LONGEST_KEY = 255;
export const ANSWER_KEPT_MS = 24 * 3_600_000;

export interface OnceRequest {
  readonly key: string;
  /** What must be the same when the key comes again: method, path and body. */
  readonly parts: readonly (string | Buffer)[];
  /** Where its transaction waits for the store, if not among single writes. */
  readonly lane?: Lane | undefined;
}

/**
 * Does `work` once for all requests of a data source with this key within a day, and answers the
 * first one's answer. What `work` writes and its answer are one transaction; where it throws, neither
 * stays.
 */
export type RunOnce = (
  ctx: AudienceContext,
  request: OnceRequest,
  work: (ctx: AudienceContext) => Promise<string>,
) => Promise<string>;

export function makeRunOnce(writes: SharedWrites): RunOnce {
  const underWay = new Map<string, Promise<unknown>>();

  /** Requests of one key wait here for each other, without a connection of the store's. */
  async function alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = underWay.get(id);
    const mine = Promise.resolve(before).then(work, work);
    underWay.set(id, mine);
    try {
      return await mine;
    } finally {
      if (underWay.get(id) === mine) underWay.delete(id);
    }
  }

  return (ctx, { key, parts, lane }, work) => {
    const workspaceId = ctx.workspace.id;
    const requestKey = { workspaceId, dataSourceId: ctx.dataSourceId, key };
    const requestHash = hashParts(parts);
    return alone(`${workspaceId} ${ctx.dataSourceId} ${key}`, () =>
      writes.together(async (within) => {
        const inner = { ...ctx, writes: within };
        return (
          (await findStored(inner, requestKey, requestHash)) ??
          (await keep(inner, requestKey, work))
        );
      }, lane),
    );
  };
}

/** Undefined where the key is free, and held from now on. */
async function findStored(
  { writes, clock }: AudienceContext,
  key: RequestKey,
  requestHash: string,
): Promise<string | undefined> {
  return writes.transaction(async (tx) => {
    const at = clock();
    const since = new Date(at.getTime() - ANSWER_KEPT_MS);
    if (await takeKey(tx, key, { requestHash, at, since })) return undefined;
    const stored = await findAnswer(tx, key);
    if (stored === undefined) throw new Fault("busy");
    if (stored.requestHash !== requestHash) throw new Fault("idempotency_conflict");
    return stored.answer;
  });
}

async function keep(
  ctx: AudienceContext,
  key: RequestKey,
  work: (ctx: AudienceContext) => Promise<string>,
): Promise<string> {
  const answer = await work(ctx);
  await ctx.writes.transaction((tx) => saveAnswer(tx, key, answer));
  return answer;
}

/** Each part with its length, so that no two requests run together into one text. */
function hashParts(parts: readonly (string | Buffer)[]): string {
  const marked = parts.flatMap((part) => {
    const bytes = Buffer.from(part as string);
    return [Buffer.from(`${bytes.length} `), bytes];
  });
  return hash("sha256", Buffer.concat(marked), "hex");
}
