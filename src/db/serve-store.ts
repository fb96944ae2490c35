import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { makeMessageReader } from "./read-messages.ts";

interface Sent {
  readonly client: Socket;
  readonly messages: Uint8Array;
}

const MOST_CLIENTS = 4;
const MOST_BYTES = 64 * 1024;

/** A Query, as the protocol has it. */
const ROLLBACK = Buffer.from("Q\0\0\0\rrollback\0", "latin1");

/**
 * Serves the store at a Unix socket. What a client sent at once runs at once, be it a whole
 * transaction, and is answered with one write: each run and each write costs, and wakes a thread. All
 * clients share the store's one session, so while a transaction is open only its own client's turn comes.
 */
export async function serveStore(
  store: Pick<PGlite, "execProtocolRawStream" | "isInTransaction">,
  path: string,
): Promise<AsyncDisposable> {
  const clients = new Set<Socket>();
  const gather = makeGatherer();
  let waiting: Sent[] = [];
  let last: Socket | undefined;
  let running = false;

  function takeNext(): Sent | undefined {
    if (waiting.length === 0) return undefined;
    const place = store.isInTransaction() ? waiting.findIndex(({ client }) => client === last) : 0;
    return place === -1 ? undefined : waiting.splice(place, 1)[0];
  }

  async function run({ client, messages }: Sent): Promise<void> {
    last = client;
    try {
      const { add, flush } = gather((data) => client.writable && client.write(data));
      // Files are synced as PostgreSQL asks for it; see `durable-files.ts`.
      await store.execProtocolRawStream(messages, { syncToFs: false, onRawData: add });
      flush();
    } catch (error) {
      client.destroy(error as Error);
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
      waiting.unshift({ client, messages: ROLLBACK });
    }
    await runWaiting();
  }

  const server = createServer((client) => {
    const read = makeMessageReader();
    clients.add(client);
    client.on("data", (chunk: Buffer) => {
      try {
        for (const messages of read(chunk)) waiting.push({ client, messages });
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
