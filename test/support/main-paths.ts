import { expect } from "vitest";
import type { App } from "../../src/compose.ts";
import { ask, resultOf } from "../contract/admin/ask.ts";
import { type LinksClient, linksClient } from "./links-api.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { A_BROWSER } from "./visit-load.ts";
import { visit } from "./visitor.ts";
import { call } from "./workspace.ts";

const AGENT = { "user-agent": A_BROWSER };
const DAY = "2026-03-02";

/** What the main paths of every API and the visitor's answer; the same on each database that is taken. */
export async function walkMainPaths(app: App): Promise<unknown> {
  const { port } = await app.listen();
  await using receiver = await startReceiver();
  const client = await linksClient(app);
  const workspaceIdx = client.workspace.context.workspace.id;
  const globalWebhook = { enableYn: "Y", callbackUrl: `${receiver.origin}/hook` };
  await resultOf(ask(app, "PUT", "workspaces", { workspaceIdx, globalWebhook }));
  return {
    visits: await walkVisits(client, port),
    link: await walkLink(client),
    people: await walkPeople(app, client),
    clicks: await walkClicks(client, port, receiver),
  };
}

async function walkVisits(client: LinksClient, port: number): Promise<unknown> {
  const status = async (settings: object) => {
    const path = `/${await client.link(settings)}`;
    return (await visit(port, { path, headers: AGENT })).status;
  };
  return {
    open: await status({}),
    ended: await status({ endYmdt: "2020-01-01 00:00:00" }),
    notYet: await status({ strtYmdt: "2099-01-02 00:00:00" }),
    begun: await status({ strtYmdt: "2020-02-01 00:00:00", endYmdt: "2099-01-02 00:00:00" }),
    locked: await status({ pwd: "kopi" }),
  };
}

async function walkLink(client: LinksClient): Promise<unknown> {
  const linkId = await client.link({
    memo: "a \\ b 'c' NULL",
    strtYmdt: "2026-03-01 12:34:56",
    delYmdt: "2099-12-31 23:59:59",
  });
  const query = `linkId=${linkId}&domain=http://localhost:8080`;
  const { result } = await client.get(`/api/link/v1/get?${query}`);
  const { memo, strtYmdt, delYmdt, effective } = result as Record<string, unknown>;
  return { memo, strtYmdt, delYmdt, effective };
}

async function walkPeople(app: App, { workspace: { basic } }: LinksClient): Promise<unknown> {
  const authorization = `Basic ${basic}`;
  const post = async (path: string, body: object) => {
    const answer = await call(app, { method: "POST", path, authorization, body });
    return answer.body as { code: number; data: readonly { euid: number }[] };
  };
  const who = { identity_name: "user_id", identity_values: ["budi"] };
  const euid = (await post("/v1/user/register", who)).data[0]?.euid ?? 0;
  const properties = {
    decimal: 0.1,
    large: 123_456_789.123,
    text: "C:\\kopi",
    list: ["NULL", 'a"b'],
    since: "2026-03-01 12:34:56",
  };
  const set = await post("/v1/user/property", { euid, type: "set", properties });
  const increased = await post("/v1/user/property", {
    euid,
    type: "increase",
    properties: { decimal: 0.2 },
  });
  const path = `/v1/user?euid=${euid}`;
  const read = await call(app, { method: "GET", path, authorization });
  const { data } = read.body as { data: { properties: unknown } };
  return { codes: [set.code, increased.code], properties: data.properties };
}

async function walkClicks(client: LinksClient, port: number, receiver: Receiver): Promise<unknown> {
  const linkId = await client.link();
  const visited = await visit(port, { path: `/${linkId}`, headers: AGENT });
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta" }).format();
  const range = `startYmd=${today}&endYmd=${today}&linkId=${linkId}&domain=http://localhost:8080`;
  const counted = async () => {
    const { result } = await client.get(`/api/statistics/v2/clicks-by-date?${range}`);
    return (result as readonly { acesCnt: number }[]).map(({ acesCnt }) => acesCnt);
  };
  await expect.poll(counted).toEqual([1]);
  await expect.poll(() => receiver.at("/hook").length).toBeGreaterThan(0);
  const past = `startYmd=${DAY}&endYmd=${DAY}`;
  return {
    status: visited.status,
    past: (await client.get(`/api/statistics/v2/clicks-by-date?${past}`)).result,
    hours: ((await client.get(`/api/statistics/v2/clicks-by-hour?ymd=${DAY}`)).result as []).length,
  };
}
