/** A receiver of webhooks that takes everything at once, and reports at `/report` what it was sent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What was sent so far. */
export interface HookReport {
  readonly requests: number;
  readonly events: number;
  /** Clicks of which more than one event was told. */
  readonly toldTwice: number;
  /** Events that came before an earlier one of their link. */
  readonly outOfOrder: number;
  /** From the click to the first time that its event came, in milliseconds. */
  readonly delays: readonly number[];
}

interface Told {
  readonly eventId: string;
  readonly linkId: string;
  readonly acesCnt: number;
  readonly occurredAt: string;
}

const events = new Set<string>();
const clicks = new Set<string>();
const last = new Map<string, number>();
const delays: number[] = [];
let requests = 0;
let toldTwice = 0;
let outOfOrder = 0;

function take({ eventId, linkId, acesCnt, occurredAt }: Told): void {
  requests += 1;
  if (events.has(eventId)) return;
  events.add(eventId);
  delays.push(Date.now() - Date.parse(occurredAt));
  const click = `${linkId} ${acesCnt}`;
  if (clicks.has(click)) toldTwice += 1;
  clicks.add(click);
  if ((last.get(linkId) ?? 0) > acesCnt) outOfOrder += 1;
  last.set(linkId, acesCnt);
}

const server = createServer((request, response) => {
  if (request.url === "/report") {
    const report: HookReport = { requests, events: events.size, toldTwice, outOfOrder, delays };
    response.end(JSON.stringify(report));
    return;
  }
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    take(JSON.parse(body));
    response.end();
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
