import { Agent, request } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, makeDataSource, makeLinkKey, makeWorkspaceIdx } from "../contract/admin/ask.ts";
import { useApp } from "../support/app.ts";

const running = useApp();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let port: number;
beforeAll(async () => {
  ({ port } = await running.app.listen());
});
afterAll(() => agent.destroy());

interface Heard {
  readonly code: number;
  readonly data?: readonly { readonly euid: number }[];
  readonly result?: readonly { readonly nm: string }[];
}

interface Sent {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: object;
}

/** Every call goes by the one connection; the answer's body, and whether it was open before. */
function send({ method, path, body }: Sent, authorization: string): Promise<[Heard, boolean]> {
  return new Promise((resolve, reject) => {
    const headers = { host: "localhost:8080", authorization, "content-type": "application/json" };
    const sent = request({ port, agent, method, path, headers });
    sent.on("error", reject);
    sent.on("response", async (answer) => {
      resolve([(await json(answer)) as Heard, sent.reusedSocket]);
    });
    sent.end(body && JSON.stringify(body));
  });
}

/** Somebody with a key of a workspace of their own. */
interface Holder {
  readonly header: string;
  readonly wrong: string;
  revoke(): Promise<unknown>;
}

async function holdPair(): Promise<Holder> {
  const made = await makeDataSource(running.app, await makeWorkspaceIdx(running.app));
  const basic = (secret: string) =>
    `Basic ${Buffer.from(`${made.apiKey}:${secret}`).toString("base64")}`;
  return {
    header: basic(made.apiSecret),
    wrong: basic(made.apiKey),
    revoke: () => ask(running.app, "DELETE", `data-sources?dataSourceIdx=${made.dataSourceIdx}`),
  };
}

async function holdKey(): Promise<Holder> {
  const made = await makeLinkKey(running.app, await makeWorkspaceIdx(running.app));
  return {
    header: `APIKey ${made.key}`,
    wrong: `APIKey ${made.key}0`,
    revoke: () => ask(running.app, "DELETE", `link-keys?linkKeyIdx=${made.linkKeyIdx}`),
  };
}

const REGISTER: Sent = {
  method: "POST",
  path: "/v1/user/register",
  body: { identity_name: "user_id", identity_values: ["ani"] },
};
const CREATE: Sent = { method: "POST", path: "/api/link-group/v1/create", body: { nm: "Promo" } };
const LIST: Sent = { method: "GET", path: "/api/link-group/v1/list" };

describe("of many calls on one connection", () => {
  test("each acts for the pair that it brings itself", async () => {
    const [ours, theirs] = [await holdPair(), await holdPair()];
    const [{ code, data }] = await send(REGISTER, ours.header);
    expect([code, data]).toEqual([0, [{ identity_value: "ani", euid: expect.any(Number) }]]);
    expect(await send(REGISTER, ours.header)).toMatchObject([{ code: 0, data }, true]);
    expect(await send(REGISTER, ours.wrong)).toMatchObject([{ code: 40050 }, true]);
    const [other] = await send(REGISTER, theirs.header);
    expect(other.code).toBe(0);
    expect(other.data?.[0]?.euid).not.toBe(data?.[0]?.euid);
    expect(await send(REGISTER, ours.header)).toMatchObject([{ code: 0, data }, true]);
  });

  test("each acts for the link key that it brings itself", async () => {
    const [ours, theirs] = [await holdKey(), await holdKey()];
    expect((await send(CREATE, ours.header))[0].code).toBe(0);
    const [{ result }] = await send(LIST, ours.header);
    expect(result).toMatchObject([{ nm: "Promo" }]);
    expect(await send(LIST, ours.wrong)).toMatchObject([{ code: 40100 }, true]);
    expect(await send(LIST, theirs.header)).toMatchObject([{ code: 0, result: [] }, true]);
    expect(await send(LIST, ours.header)).toMatchObject([{ code: 0, result }, true]);
  });

  test.for([
    ["pair", holdPair, REGISTER, 50074],
    ["link key", holdKey, LIST, 40100],
  ] as const)(
    "the next one after its %s is revoked is turned away",
    async ([, hold, call, gone]) => {
      const holder = await hold();
      expect((await send(call, holder.header))[0].code).toBe(0);
      await holder.revoke();
      expect(await send(call, holder.header)).toMatchObject([{ code: gone }, true]);
    },
  );
});
