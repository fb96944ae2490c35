import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";

/** What a receiver of webhooks was sent. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds, of a clock that only runs. */
  readonly at: number;
}

export type Reply = (response: ServerResponse, received: Received) => void;

export interface Receiver extends AsyncDisposable {
  readonly origin: string;
  readonly received: readonly Received[];
  /** Those under this path, in the order they came. */
  at(path: string): Received[];
  /** The most that were being answered at one moment. */
  mostAtOnce(): number;
  /** How this path answers from now on. */
  reply(path: string, reply: Reply): void;
}

export const ok: Reply = (response) => response.end("ok");

export const answerWith =
  (status: number): Reply =>
  (response) =>
    response.writeHead(status).end();

/** A real server on loopback that remembers all it was sent; a path answers 200 unless told otherwise. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const replies = new Map<string, Reply>();
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    response.on("close", () => {
      open -= 1;
    });
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url ?? "";
      const body = Buffer.concat(chunks).toString("utf8");
      const one = { path, headers: request.headers, body, at: performance.now() };
      received.push(one);
      (replies.get(path) ?? ok)(response, one);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    at: (path) => received.filter((one) => one.path === path),
    mostAtOnce: () => most,
    reply: (path, reply) => void replies.set(path, reply),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** One for the tests of this file, each of which uses paths of its own. */
export function useReceiver(): Receiver {
  let running: Receiver | undefined;
  beforeAll(async () => {
    running = await startReceiver();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());
  const get = (): Receiver => {
    if (running === undefined) throw new Error("the receiver starts before the first test");
    return running;
  };
  return {
    get origin() {
      return get().origin;
    },
    get received() {
      return get().received;
    },
    at: (path) => get().at(path),
    mostAtOnce: () => get().mostAtOnce(),
    reply: (path, reply) => get().reply(path, reply),
    [Symbol.asyncDispose]: () => get()[Symbol.asyncDispose](),
  };
}
