import { AsyncLocalStorage } from "node:async_hooks";
import type { Socket } from "node:net";
import pg from "pg";
import { Fault } from "../kit/fault.ts";
import { heard } from "../kit/heard.ts";
import type { Database, Queryable, Row, Statement, Transaction } from "./database.ts";
import { type Lane, makeGate } from "./gate.ts";
import { isDeadlock, isGone, toFault } from "./store-errors.ts";

export interface PoolOptions {
  readonly connection: pg.PoolConfig;
  readonly connections: number;
  readonly shared: boolean;
  /** Hears the text of every statement; tests hold them against the rules for a cluster. */
  readonly onStatement?: ((text: string) => void) | undefined;
  readonly onError: (error: Error) => void;
}

const INT8 = 20;
const MOST_NAMES = 500;
const ATTEMPTS = 4;

/** A transaction that lost a deadlock or its connection may run again from its start. */
const mayRepeat = (error: unknown): boolean => isDeadlock(error) || isGone(error);

const isBusy = (error: unknown): boolean => error instanceof Fault && error.code === "busy";

/** Numbers and ids stay below 2^53, so a bigint column reads back as a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text")) as never,
};

export function openPool(options: PoolOptions): Database & AsyncDisposable {
  const pool = new pg.Pool({
    ...options.connection,
    types,
    max: options.connections,
    // Statements that do not wait for each other travel together.
    pipeline: true,
  });
  const gate = makeGate(options.connections);
  const inside = new AsyncLocalStorage<true>();
  const names = new Map<string, string>();
  pool.on("error", options.onError);
  pool.on("connect", (client) => client.on("error", options.onError));

  /** Statements are few and fixed: the first ones seen are parsed once per connection. */
  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMES) return known;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  }

  async function send(client: pg.PoolClient, statement: Statement): Promise<pg.QueryResult> {
    const { text, foreign, planned } = statement;
    const values = [...statement.values];
    if (foreign) return sendForeign(client, text, values);
    options.onStatement?.(text);
    const name = planned === "anew" ? undefined : nameOf(text);
    gather(client);
    return ask(client, { text, values, ...(name !== undefined && { name }) });
  }

  async function withClient<T>(lane: Lane, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (inside.getStore()) {
      throw new Error("the store was asked from inside a transaction by something other than it");
    }
    await gate.enter(lane);
    try {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        return await use(client);
      } catch (error) {
        if (isGone(error) || isBusy(error)) broken = error as Error;
        throw error;
      } finally {
        client.release(broken);
      }
    } catch (error) {
      throw toFault(error);
    } finally {
      gate.leave();
    }
  }

  async function attempt<T>(
    client: pg.PoolClient,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const after: (() => void)[] = [];
    const sent: Promise<unknown>[] = [];
    const failures: unknown[] = [];
    const tell = <Answer>(asked: Promise<Answer>): Promise<Answer> => {
      asked.catch((error: unknown) => void failures.push(error));
      return asked;
    };
    const tx = {
      ...queryable((statement) => tell(send(client, statement))),
      send: (statement: Statement) => {
        const asked = heard(tell(send(client, statement)));
        sent.push(asked);
        return asked;
      },
      afterCommit: (then: () => void) => void after.push(then),
    } as Transaction;
    let result: T;
    try {
      gather(client);
      sent.push(heard(tell(ask(client, { text: "begin" }))));
      result = await inside.run(true, () => work(tx));
    } catch (error) {
      const unheard = (await Promise.allSettled(sent)).some(({ status }) => status === "rejected");
      await ask(client, { text: "rollback" }).catch(() => {});
      // What fails after the first statement that failed only says that one did.
      throw unheard || failures.includes(error) ? failures[0] : error;
    }
    // Past this line a lost connection leaves the outcome unknown: it is reported, never repeated.
    gather(client);
    await Promise.allSettled([...sent, tell(ask(client, { text: "commit" }))]);
    const [failure] = failures;
    if (isGone(failure)) {
      throw new Fault("busy", {}, { cause: new Error("outcome unknown", { cause: failure }) });
    }
    if (failure !== undefined) throw failure;
    for (const then of after) then();
    return result;
  }

  async function transaction<T>(work: (tx: Transaction) => Promise<T>, lane: Lane): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await withClient(lane, (client) => attempt(client, work));
      } catch (error) {
        const cause = error instanceof Error && mayRepeat(error.cause) ? error.cause : error;
        if (tries >= ATTEMPTS || !mayRepeat(cause)) throw error;
      }
    }
  }

  function inLane(lane: Lane): Database {
    return {
      ...queryable((statement) => withClient(lane, (client) => send(client, statement))),
      transaction: (work, chosen = lane) => transaction(work, chosen),
      in: inLane,
      shared: options.shared,
      idle: () => gate.idle(),
    };
  }

  return { ...inLane("read"), [Symbol.asyncDispose]: () => pool.end() };
}

/**
 * By callback: the driver's own promises keep what they brought alive beyond its use. Of pages read
 * one after the other a third survived each collection, and nothing so.
 */
function ask(client: pg.PoolClient, query: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(query, (error: Error | undefined, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/** A library's text may hold a transaction of its own, which must not stay open where it failed. */
async function sendForeign(
  client: pg.PoolClient,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult> {
  try {
    const result: pg.QueryResult | pg.QueryResult[] = await ask(client, { text, values });
    if (!Array.isArray(result)) return result;
    // Of several statements in one text each has a result.
    return { ...(result.at(-1) as pg.QueryResult), rows: result.flatMap(({ rows }) => rows) };
  } catch (error) {
    await ask(client, { text: "rollback" }).catch(() => {});
    throw error;
  }
}

/** What is sent before this tick is over leaves in one write: each write wakes the other side once. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } })
    .connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

function queryable(send: (statement: Statement) => Promise<pg.QueryResult>): Queryable {
  return {
    all: async <R extends object = Row>(statement: Statement) =>
      (await send(statement)).rows as R[],
    one: async <R extends object = Row>(statement: Statement) =>
      (await send(statement)).rows[0] as R | undefined,
    run: async (statement) => (await send(statement)).rowCount ?? 0,
  };
}
