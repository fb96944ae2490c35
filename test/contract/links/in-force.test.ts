import { beforeAll, describe, expect, test } from "vitest";
import { subscribeMember } from "../../../src/notifications/subscribe-member.ts";
import { updateWorkspace } from "../../../src/workspaces/update-workspace.ts";
import type { WorkspaceChanges } from "../../../src/workspaces/workspace.ts";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";
import { makeMember } from "../../support/member.ts";
import { makeBrowser } from "../../support/push.ts";

const running = useApp({
  env: { SIMPUL_SMTP_URL: "smtp://127.0.0.1:1", SIMPUL_MAIL_FROM: "links@go.example" },
});
const NOTHING = { homeCountry: null, notifyEmails: [] };
let api: LinksClient;
beforeAll(async () => {
  api = await linksClient(running.app, NOTHING);
});

const change = async (client: LinksClient, changes: WorkspaceChanges) => {
  const workspaceId = client.workspace.context.workspace.id;
  await updateWorkspace(running.app.context, { workspaceId, changes });
};

async function inForceOfGroup(client: LinksClient, grpIdx: number, language = "en") {
  const { body } = await client.send({
    method: "GET",
    path: `/api/link-group/v1/get?grpIdx=${grpIdx}`,
    headers: { "accept-language": language },
  });
  return (body as { result: { inForce: Record<string, { yn: string; why: string }> } }).result
    .inForce;
}

async function inForceOfLink(client: LinksClient, linkId: string) {
  const { result } = await client.get(`/api/link/v1/get?linkId=${linkId}&domain=${DOMAIN}`);
  return (result as { inForce: Record<string, { yn: string; why: string }> }).inForce;
}

const THREE = { blockOverseasSticsYn: "Y", mailNotifyYn: "Y", pushNotifyYn: "Y" };

test("where nothing waits for anything, `inForce` is empty", async () => {
  expect(await inForceOfGroup(api, await api.group({ acesMaxCnt: 5 }))).toStrictEqual({});
  expect(await inForceOfLink(api, await api.link({ pwd: "kopi" }))).toStrictEqual({});
});

test("each setting that is on without what it needs is named with the reason", async () => {
  const grpIdx = await api.group(THREE);
  const all = {
    blockOverseasSticsYn: { yn: "N", why: expect.stringContaining("no home country") },
    mailNotifyYn: { yn: "N", why: expect.stringContaining("no address to write to") },
    pushNotifyYn: { yn: "N", why: expect.stringContaining("no member's browser") },
  };
  expect(await inForceOfGroup(api, grpIdx)).toStrictEqual(all);
  expect(await inForceOfLink(api, await api.link(THREE))).toStrictEqual(all);
});

test("of a link the effective settings count", async () => {
  const off = await api.group({ blockOverseasSticsYn: "N", mailNotifyYn: "N" });
  const beaten = await inForceOfLink(api, await api.link({ ...THREE, grpIdx: off }));
  expect(Object.keys(beaten)).toEqual(["pushNotifyYn"]);
  const on = await api.group({ blockOverseasSticsYn: "Y" });
  const fromGroup = await inForceOfLink(api, await api.link({ grpIdx: on }));
  expect(Object.keys(fromGroup)).toEqual(["blockOverseasSticsYn"]);
});

describe("a setting is in force as soon as what it needs is there:", () => {
  test("a home country, an address, and a member's browser", async () => {
    const client = await linksClient(running.app, NOTHING);
    const grpIdx = await client.group(THREE);
    const named = async () => Object.keys(await inForceOfGroup(client, grpIdx));
    await change(client, { homeCountry: "ID" });
    expect(await named()).toEqual(["mailNotifyYn", "pushNotifyYn"]);
    await change(client, { notifyEmails: ["sari@kopi.example"] });
    expect(await named()).toEqual(["pushNotifyYn"]);
    const workspaceId = client.workspace.context.workspace.id;
    const member = await makeMember(running.app, { workspaceIds: [workspaceId], role: "owner" });
    const { subscription } = makeBrowser();
    const given = { workspaceId, memberId: member.id, subscription };
    await subscribeMember(running.app.context, given);
    expect(await named()).toEqual([]);
    await change(client, { notifyThresholds: [] });
    expect(await named()).toEqual(["mailNotifyYn", "pushNotifyYn"]);
  });

  test("an address whose owner unsubscribed is none", async () => {
    const email = "budi@kopi.example";
    const client = await linksClient(running.app, {
      notifyEmails: [email],
      unsubscribedEmails: [email],
    });
    const grpIdx = await client.group({ mailNotifyYn: "Y" });
    expect(Object.keys(await inForceOfGroup(client, grpIdx))).toEqual(["mailNotifyYn"]);
  });

  test("a group's webhook rests while the global one is off", async () => {
    const client = await linksClient(running.app);
    const webhook = { enabled: true, url: "https://hook.example/hook" };
    await change(client, { webhook });
    const grpIdx = await client.group({
      webhookEnableYn: "Y",
      webhookCallbackUrl: "https://hook.example/own",
    });
    expect(await inForceOfGroup(client, grpIdx)).toStrictEqual({});
    await change(client, { webhook: { enabled: false } });
    expect(await inForceOfGroup(client, grpIdx)).toStrictEqual({
      webhookEnableYn: { yn: "N", why: expect.stringContaining("global webhook is off") },
    });
  });
});

test.for([
  ["id-ID", "belum punya negara asal"],
  ["ko-KR", "기준 국가가 없어"],
  ["ja", "本国が設定されていない"],
  ["fr", "no home country"],
] as const)("the reason is told in the caller's language: %s", async ([language, words]) => {
  const grpIdx = await api.group({ blockOverseasSticsYn: "Y" });
  const { blockOverseasSticsYn } = await inForceOfGroup(api, grpIdx, language);
  expect(blockOverseasSticsYn?.why).toContain(words);
});

test("who was not the first to save is shown it with the row as it stands", async () => {
  const grpIdx = await api.group({ blockOverseasSticsYn: "Y" });
  const { status, body } = await api.send({
    method: "PUT",
    path: "/api/link-group/v1/update",
    headers: { "if-match": '"99"', "accept-language": "id" },
    body: { grpIdx, memo: "x" },
  });
  expect(status).toBe(412);
  expect(body).toMatchObject({
    result: { inForce: { blockOverseasSticsYn: { why: expect.stringContaining("negara asal") } } },
  });
});
