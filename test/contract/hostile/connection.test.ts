import { Agent, request } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { ask, makeWorkspaceIdx, resultOf } from "../admin/ask.ts";

const running = useApp();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let port: number;
beforeAll(async () => {
  ({ port } = await running.app.listen());
});
afterAll(() => agent.destroy());

interface Pair {
  readonly dataSourceIdx: number;
  readonly apiKey: string;
  readonly apiSecret: string;
}

async function makePair(): Promise<Pair> {
  const workspaceIdx = await makeWorkspaceIdx(running.app);
  return resultOf(ask(running.app, "POST", "data-sources", { workspaceIdx, name: "Toko" }));
}

const headerOf = ({ apiKey, apiSecret }: Pair): string =>
  `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;

/** Registers the same identifier; says the code, and the number of the user where there is one. */
function register(authorization: string): Promise<{ code: number; euid: unknown; again: boolean }> {
  return new Promise((resolve, reject) => {
    const headers = { host: "localhost:8080", authorization, "content-type": "application/json" };
    const sent = request({ port, agent, method: "POST", path: "/v1/user/register", headers });
    sent.on("error", reject);
    sent.on("response", async (answer) => {
      const { code, data } = (await json(answer)) as { code: number; data?: { euid: number }[] };
      resolve({ code, euid: data?.[0]?.euid, again: sent.reusedSocket });
    });
    sent.end(JSON.stringify({ identity_name: "user_id", identity_values: ["ani"] }));
  });
}

describe("of many calls on one connection", () => {
  test("each acts for the pair that it brings itself", async () => {
    const [ours, theirs] = [await makePair(), await makePair()];
    const first = await register(headerOf(ours));
    expect(first).toMatchObject({ code: 0, euid: expect.any(Number) });
    expect(await register(headerOf(ours))).toEqual({ ...first, again: true });
    const wrong = headerOf({ ...ours, apiSecret: theirs.apiSecret });
    expect(await register(wrong)).toEqual({ code: 40050, euid: undefined, again: true });
    const other = await register(headerOf(theirs));
    expect(other).toMatchObject({ code: 0, again: true });
    expect(other.euid).not.toBe(first.euid);
    expect(await register(headerOf(ours))).toEqual({ ...first, again: true });
  });

  test("the next one after its pair is revoked is turned away", async () => {
    const pair = await makePair();
    expect(await register(headerOf(pair))).toMatchObject({ code: 0, again: true });
    await ask(running.app, "DELETE", `data-sources?dataSourceIdx=${pair.dataSourceIdx}`);
    expect(await register(headerOf(pair))).toMatchObject({ code: 50074, again: true });
  });
});
