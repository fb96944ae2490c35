import pg from "pg";
import type { ConnectionTarget, Transaction } from "./database.ts";
import { clientConfig, connectClient } from "./migrate.ts";
import { sql } from "./sql.ts";

/**
 * What can go stale in a node's memory: the kind of thing and the key it is remembered under. Of
 * "clicks" it is what has been read of a workspace's.
 */
export type ChangedKind =
  | "address"
  | "group"
  | "workspace"
  | "host"
  | "credential"
  | "session"
  | "member"
  | "attributes"
  | "clicks";
export interface Changed {
  readonly kind: ChangedKind;
  readonly key: string;
}

export interface Changes {
  /** Every node forgets these: this one before the caller goes on, others within a second. */
  announce(tx: Transaction, changed: readonly Changed[]): Promise<void>;
  /** `forget` hears of one key; `forgetAll` of a time in which changes may have been missed. */
  subscribe(kind: ChangedKind, listener: ChangeListener): void;
}
export interface ChangeListener {
  readonly forget: (key: string) => void;
  readonly forgetAll: () => void;
}

export interface ChangesOptions {
  readonly target: ConnectionTarget;
  readonly onError: (error: Error) => void;
  readonly heartbeatMs: number;
}

const CHANNEL = "simpul_changed";
const RECONNECT_MS = 250;

/** One process on the embedded store needs no messenger: it always hears its own changes directly. */
export async function openChanges(options: ChangesOptions): Promise<Changes & AsyncDisposable> {
  const listeners = new Map<ChangedKind, ChangeListener[]>();
  const hear = (kind: string, key: string): void => {
    for (const listener of listeners.get(kind as ChangedKind) ?? []) listener.forget(key);
  };
  const missed = (): void => {
    for (const all of listeners.values()) for (const listener of all) listener.forgetAll();
  };
  const shared = options.target.kind === "server";
  const messenger = shared ? await openMessenger(options, hear, missed) : undefined;
  return {
    async announce(tx, changed) {
      tx.afterCommit(() => {
        for (const { kind, key } of changed) hear(kind, key);
      });
      if (!shared || changed.length === 0) return;
      const payloads = changed.map(({ kind, key }) => `${kind} ${key}`);
      // A statement of its own: inside one on a distributed table a notification is lost silently.
      await tx.run(sql`
        select pg_notify(${CHANNEL}::text, payload)
          from unnest(${payloads}::text[]) as payload`);
    },
    subscribe(kind, listener) {
      listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
    },
    [Symbol.asyncDispose]: async () => messenger?.close(),
  };
}

interface Messenger {
  close(): Promise<void>;
}

/** Holds a connection of its own. After it was away, what was remembered before must be asked again. */
async function openMessenger(
  options: ChangesOptions,
  hear: (kind: string, key: string) => void,
  missed: () => void,
): Promise<Messenger> {
  let client: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      ...clientConfig(options.target),
      keepAlive: true,
      query_timeout: 2 * options.heartbeatMs,
    });
    const lost = (error: Error): void => {
      if (closed || client !== next) return;
      client = undefined;
      options.onError(error);
      next.end().catch(() => {});
      retry = setTimeout(() => void reconnect(), RECONNECT_MS);
    };
    next.on("error", lost);
    next.on("end", () => lost(new Error("the listening connection ended")));
    next.on("notification", ({ payload = "" }) => {
      const space = payload.indexOf(" ");
      hear(payload.slice(0, space), payload.slice(space + 1));
    });
    try {
      await connectClient(next, options.target);
      await next.query(`listen ${CHANNEL}`);
      if (closed) throw new Error("closed meanwhile");
    } catch (error) {
      next.end().catch(() => {});
      throw error;
    }
    client = next;
  }

  async function reconnect(): Promise<void> {
    try {
      await connect();
      missed();
    } catch (error) {
      if (closed) return;
      options.onError(error as Error);
      retry = setTimeout(() => void reconnect(), RECONNECT_MS);
    }
  }

  /** A connection can be dead without a word: one that does not answer within a beat is dropped. */
  async function beat(): Promise<void> {
    const asked = client;
    if (asked === undefined) return;
    let late: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error("no heartbeat")), options.heartbeatMs);
    });
    try {
      await Promise.race([asked.query("select 1"), silence]);
    } catch (error) {
      if (client === asked) asked.emit("error", error);
    } finally {
      clearTimeout(late);
    }
  }

  await connect();
  const heart = setInterval(() => void beat(), options.heartbeatMs);
  return {
    async close() {
      closed = true;
      clearInterval(heart);
      clearTimeout(retry);
      await client?.end();
    },
  };
}
