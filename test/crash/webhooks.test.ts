import { once } from "node:events";
import { request } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { type ClickPlace, makeClickPlace } from "../support/click-place.ts";
import { type Received, startReceiver } from "../support/receiver.ts";
import { type ServerProcess, startServer, TOKEN } from "../support/server-process.ts";
import { A_BROWSER, BELIEVED } from "../support/visit-load.ts";
import { makeVisited, type Visited } from "../support/visited-server.ts";

const env = { ...BELIEVED, SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" };
/** A dead node's lease on a shared store runs out within ten seconds. */
const SOON = { timeout: 25_000, interval: 50 };
const CUT_OFF_MS = 8_500;

const start = ({ dataDir, databaseUrl }: ClickPlace): Promise<ServerProcess> =>
  startServer({ dataDir, databaseUrl, env });

async function turnOn({ origin }: ServerProcess, { workspaceIdx }: Visited, callbackUrl: string) {
  const answer = await fetch(`${origin}/api/admin/v1/workspaces`, {
    method: "PUT",
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ workspaceIdx, globalWebhook: { enableYn: "Y", callbackUrl } }),
  });
  expect(await answer.json()).toMatchObject({ code: 0 });
}

async function visit({ origin }: ServerProcess, path: string, visitor: number): Promise<void> {
  const headers = {
    host: "localhost:8080",
    "user-agent": A_BROWSER,
    "x-forwarded-for": `36.66.0.${visitor}`,
  };
  const sent = request(origin + path, { headers, agent: false }).end();
  const [response] = await once(sent, "response");
  expect(response.statusCode).toBe(302);
  response.resume();
}

/** How often each delivery with this status was attempted. */
async function attempts(
  { origin }: ServerProcess,
  { workspaceIdx }: Visited,
  status: string,
): Promise<number[]> {
  const asked = `workspaceIdx=${workspaceIdx}&status=${status}`;
  const answer = await fetch(`${origin}/api/admin/v1/deliveries?${asked}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const { result } = (await answer.json()) as { result: { list: { attempts: number }[] } };
  return result.list.map((row) => row.attempts);
}

const idOf = ({ headers }: Received) => headers["x-vivoldi-event-id"];

describe.for(["embedded", "postgres"] as const)("on the store %s", (store) => {
  test("an event whose sender died before it was recorded comes again soon, under its id", async () => {
    await using place = await makeClickPlace(store);
    await using receiver = await startReceiver();
    const server = await start(place);
    const visited = await makeVisited(server);
    await turnOn(server, visited, `${receiver.origin}/`);
    const [path = ""] = visited.paths;
    // It is answered, and the answer finds nobody.
    receiver.reply("/", (response) => {
      server.child.kill("SIGKILL");
      response.end();
    });
    await visit(server, path, 1);
    await vi.waitUntil(() => receiver.received.length > 0, SOON);
    await server.crash();
    receiver.reply("/", (response) => response.end());
    await using next = await start(place);
    await expect.poll(() => attempts(next, visited, "delivered"), SOON).toEqual([1]);
    expect(receiver.received.map(idOf)).toEqual([
      idOf(receiver.received[0] as Received),
      idOf(receiver.received[0] as Received),
    ]);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
  });

  test("SIGTERM amid deliveries ends in time, and hands back what nobody answered", async () => {
    await using place = await makeClickPlace(store);
    await using receiver = await startReceiver();
    const server = await start(place);
    const visited = await makeVisited(server);
    await turnOn(server, visited, `${receiver.origin}/`);
    receiver.reply("/", () => {});
    for (const [index, path] of visited.paths.entries()) await visit(server, path, index);
    await vi.waitUntil(() => receiver.received.length === visited.paths.length, SOON);
    const asked = performance.now();
    server.child.kill("SIGTERM");
    const [code] = await once(server.child, "exit");
    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(CUT_OFF_MS);
    receiver.reply("/", (response) => response.end());
    await using next = await start(place);
    // What was cut off counts as no attempt, so that none waits for its retry.
    await expect.poll(() => attempts(next, visited, "delivered"), SOON).toEqual([1, 1, 1]);
    const before = receiver.received.slice(0, visited.paths.length);
    const after = receiver.received.slice(visited.paths.length);
    expect(after.map(idOf).sort()).toEqual(before.map(idOf).sort());
  });
});
