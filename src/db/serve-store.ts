import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { makeMessageReader } from "./read-messages.ts";

interface Sent {
  readonly client: Socket;
  readonly messages: Uint8Array;
  readonly greets: boolean;
}

const MOST_CLIENTS = 4;
const MOST_BYTES = 64 * 1024;

/** Queries, as the protocol has them. */
const ROLLBACK = Buffer.from("Q\0\0\0\rrollback\0", "latin1");
const DISCARD_ALL = Buffer.from("Q\0\0\0\x10discard all\0", "latin1");

/**
 * Serves the store at a Unix socket. What a client sent at once runs at once, be it a whole
 * transaction, and is answered with one write: each run and each write costs, and wakes a thread. The
 * store has one session for all: while a transaction is open only its own client's turn comes, and who
 * greets begins the session anew, without what was prepared before. `onFailure` hears of a store that
 * threw instead of answering: PostgreSQL's own errors are answers, so it is at its end.
 */
export async function serveStore(
  store: Pick<PGlite, "execProtocolRawStream" | "isInTransaction">,
  path: string,
  onFailure: (error: Error) => void,
): Promise<AsyncDisposable> {
  const clients = new Set<Socket>();
  const gather = makeGatherer();
  let waiting: Sent[] = [];
  let last: Socket | undefined;
  let running = false;

  /** Files are synced as PostgreSQL asks for it; see `durable-files.ts`. */
  const ask = (messages: Uint8Array, onRawData: (part: Uint8Array) => void) =>
    store.execProtocolRawStream(messages, { syncToFs: false, onRawData });

  function takeNext(): Sent | undefined {
    if (waiting.length === 0) return undefined;
    const place = store.isInTransaction() ? waiting.findIndex(({ client }) => client === last) : 0;
    return place === -1 ? undefined : waiting.splice(place, 1)[0];
  }

  async function run({ client, messages, greets }: Sent): Promise<void> {
    last = client;
    try {
      if (greets) await ask(DISCARD_ALL, () => {});
      const { add, flush } = gather((data) => client.writable && client.write(data));
      await ask(messages, add);
      flush();
    } catch (error) {
      client.destroy(error as Error);
      onFailure(error as Error);
    }
  }

  async function runWaiting(): Promise<void> {
    if (running) return;
    running = true;
    for (let sent = takeNext(); sent !== undefined; sent = takeNext()) await run(sent);
    running = false;
  }

  /** Nobody will end its transaction, or read what it asked for. */
  async function leave(client: Socket): Promise<void> {
    clients.delete(client);
    waiting = waiting.filter((sent) => sent.client !== client);
    if (last === client && store.isInTransaction()) {
      waiting.unshift({ client, messages: ROLLBACK, greets: false });
    }
    await runWaiting();
  }

  const server = createServer((client) => {
    const read = makeMessageReader();
    let greets = true;
    clients.add(client);
    client.on("data", (chunk: Buffer) => {
      try {
        for (const messages of read(chunk)) {
          waiting.push({ client, messages, greets });
          greets = false;
        }
      } catch (error) {
        client.destroy(error as Error);
      }
      void runWaiting();
    });
    client.on("error", () => client.destroy());
    client.on("close", () => void leave(client));
  });
  server.maxConnections = MOST_CLIENTS;
  await once(server.listen(path), "listening");
  return {
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}

/** Puts the parts of an answer together, for as many writes as there are times 64 KiB in it. */
function makeGatherer() {
  const gathered = new Uint8Array(MOST_BYTES);
  return (send: (data: Uint8Array) => void) => {
    let bytes = 0;
    const flush = (): void => {
      if (bytes > 0) send(Buffer.from(gathered.subarray(0, bytes)));
      bytes = 0;
    };
    /** The part is the store's own memory, and good only for now. */
    const add = (part: Uint8Array): void => {
      if (bytes + part.length > MOST_BYTES) flush();
      if (part.length > MOST_BYTES) {
        send(Buffer.from(part));
        return;
      }
      gathered.set(part, bytes);
      bytes += part.length;
    };
    return { add, flush };
  };
}
