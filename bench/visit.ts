import { Agent, type OutgoingHttpHeaders, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { headersOf } from "./visitors.ts";

export interface Asked {
  readonly url: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Sent by POST; the headers say what it is. */
  readonly body?: string;
}

/** Answers the status; the body is read and let go. */
export function ask(agent: Agent, { url, headers = {}, body }: Asked): Promise<number> {
  const options = { agent, headers, method: body === undefined ? "GET" : "POST" };
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** One visit that must be a redirect; of a numbered visitor it is a click of theirs. */
export async function visit(agent: Agent, url: string, visitor?: number): Promise<void> {
  const headers = visitor === undefined ? {} : headersOf(visitor);
  const status = await ask(agent, { url, headers });
  if (status !== 302) throw new Error(`${url}: ${status}`);
}

const AT_A_TIME = 64;

const MOST_TRIES = 20;
const AGAIN_MS = 500;
const BUSY = 503;

/** Whom the server forwards without counting: the visit only tells it of the link. */
const NOBODY = { "user-agent": "bench-bot" };

/** A store that has too much to do at this moment is asked again, as its answer says. */
async function visitPatiently(agent: Agent, url: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const status = await ask(agent, { url, headers: NOBODY });
    if (status === 302) return;
    if (status !== BUSY || tries === MOST_TRIES) throw new Error(`${url}: ${status}`);
    await pause(AGAIN_MS);
  }
}

/** Visits every path once, so that the node knows every link. */
export async function visitAll(origin: string, paths: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  let next = 0;
  const visitor = async (): Promise<void> => {
    while (next < paths.length) {
      const path = paths[next];
      next += 1;
      await visitPatiently(agent, origin + path);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, visitor));
  agent.destroy();
}
