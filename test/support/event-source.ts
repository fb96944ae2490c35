import { type ClientRequest, type IncomingMessage, request } from "node:http";

export interface ReceivedEvent {
  readonly event: string;
  readonly id: number;
  readonly data: unknown;
}

/** A client of server-sent events. */
export interface EventSource extends Disposable {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** What has come so far. */
  readonly events: readonly ReceivedEvent[];
  readonly comments: readonly string[];
  /** Settles when the server ended the stream, or cut it off. */
  readonly ended: Promise<void>;
  /** Reads no more for now. */
  pause(): void;
  readonly text: () => string;
}

export interface EventSourceOptions {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Asks, and settles with the head of the answer. */
export function openEventSource(options: EventSourceOptions): Promise<EventSource> {
  return new Promise((resolve, reject) => {
    const { port, path, headers } = options;
    const asked: ClientRequest = request(
      {
        host: "127.0.0.1",
        port,
        path,
        agent: false,
        headers: { host: "localhost:8080", ...headers },
      },
      (answer) => resolve(listen(asked, answer)),
    );
    asked.on("error", reject);
    asked.end();
  });
}

function listen(asked: ClientRequest, answer: IncomingMessage): EventSource {
  const events: ReceivedEvent[] = [];
  const comments: string[] = [];
  let text = "";
  let rest = "";
  answer.setEncoding("utf8");
  answer.on("data", (chunk: string) => {
    text += chunk;
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      if (block.startsWith(":")) comments.push(block.slice(2));
      else events.push(readEvent(block));
    }
  });
  answer.on("error", () => {});
  const ended = new Promise<void>((resolve) => answer.once("close", resolve));
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    events,
    comments,
    ended,
    pause: () => answer.pause(),
    text: () => text,
    [Symbol.dispose]: () => asked.destroy(),
  };
}

function readEvent(block: string): ReceivedEvent {
  const fields = Object.fromEntries(
    block.split("\n").map((line) => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  return {
    event: String(fields["event"]),
    id: Number(fields["id"]),
    data: JSON.parse(String(fields["data"])),
  };
}
