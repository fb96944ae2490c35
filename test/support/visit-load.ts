import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { DEFAULT_HOST } from "./link-rows.ts";

/** A machine would not be counted, and be shown less. */
export const A_BROWSER =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

/** The server that is visited believes what a visit says of its address. */
export const BELIEVED = { SIMPUL_TRUST_PROXY: "127.0.0.1" };

/** Visits by their numbers, as far as the visitors can tell. */
export interface Told {
  readonly answered: ReadonlySet<number>;
  /** Sent, and never answered. */
  readonly underWay: ReadonlySet<number>;
}

export interface VisitLoad extends Told {
  /** Statuses that are no forward. */
  readonly others: readonly number[];
  /** Settles when nobody visits any more: `stop` was called, or the server is gone. */
  readonly ended: Promise<void>;
  /** Visits that are under way are answered first. */
  stop(): Promise<void>;
}

export interface VisitLoadOptions {
  readonly origin: string;
  readonly paths: readonly string[];
  /** Of visitors at a time; each visits again once answered. */
  readonly connections?: number;
  readonly pauseMs?: number;
  /** Ends by itself when so many were begun. */
  readonly most?: number;
  /** Further headers of a visit, in Latin-1. */
  readonly headers?: (visit: number) => Readonly<Record<string, string>>;
}

let number = 0;

/**
 * Visits that are told apart ever after: each comes from an address of its own, so that it counts, and
 * carries its number as the source of a campaign, so that it is found again among the clicks.
 */
export function startVisits(options: VisitLoadOptions): VisitLoad {
  const { origin, paths, connections = 16, pauseMs = 0, most = Number.POSITIVE_INFINITY } = options;
  const answered = new Set<number>();
  const underWay = new Set<number>();
  const others: number[] = [];
  const last = number + most;
  let stopped = false;

  async function visitOneByOne(): Promise<void> {
    let line: Line | null = null;
    while (!stopped) {
      if (line === null || line.closed) line = await openLine(Number(new URL(origin).port));
      if (line === null) return;
      if (number === last) break;
      number += 1;
      const visit = number;
      underWay.add(visit);
      const path = paths[visit % paths.length] ?? "/";
      const status = await line.ask(requestOf(visit, path, options.headers?.(visit)));
      if (status === null) return;
      underWay.delete(visit);
      if (status === 302) {
        answered.add(visit);
      } else {
        others.push(status);
        line.close();
        line = null;
      }
      if (pauseMs > 0) await pause(pauseMs);
    }
    line?.close();
  }

  const ended = Promise.all(Array.from({ length: connections }, visitOneByOne)).then(() => {});
  return {
    answered,
    underWay,
    others,
    ended,
    stop() {
      stopped = true;
      return ended;
    },
  };
}

function requestOf(
  visit: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const address = `20.${(visit >> 16) & 255}.${(visit >> 8) & 255}.${visit & 255}`;
  const all = {
    Host: DEFAULT_HOST,
    "User-Agent": A_BROWSER,
    "X-Forwarded-For": address,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${path}?utm_source=${visit} HTTP/1.1`, ...lines, "", ""].join("\r\n");
}

interface Line {
  readonly closed: boolean;
  /** The status; null where the connection ended first. */
  ask(request: string): Promise<number | null>;
  close(): void;
}

/** Null where nobody listens. */
function openLine(port: number): Promise<Line | null> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    let closed = false;
    let tell: (status: number | null) => void = () => {};
    socket.setEncoding("latin1").setNoDelay(true);
    socket.on("data", (text: string) => {
      heard += text;
      if (!heard.includes("\r\n\r\n")) return;
      const status = Number(heard.slice("HTTP/1.1 ".length, "HTTP/1.1 302".length));
      heard = "";
      tell(status);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      closed = true;
      tell(null);
      resolve(null);
    });
    const line: Line = {
      get closed() {
        return closed;
      },
      ask(request) {
        return new Promise((answer) => {
          tell = answer;
          socket.write(request, "latin1");
        });
      },
      close: () => socket.destroy(),
    };
    socket.on("connect", () => resolve(line));
  });
}
