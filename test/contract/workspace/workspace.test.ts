import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { asMember, makeMember, type TestMember } from "../../support/member.ts";
import { call, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";
import { resultOf } from "../admin/ask.ts";

const DONE = { code: 0, message: "", result: null };
const NOW = "2026-03-02 11:05:06";

const running = useApp({
  clock: () => new Date("2026-03-02T04:05:06.789Z"),
  env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" },
});

let workspace: TestWorkspace;
let other: TestWorkspace;
let owner: TestMember;
let stranger: TestMember;
beforeAll(async () => {
  [workspace, other] = [await makeWorkspace(running.app), await makeWorkspace(running.app)];
  owner = await makeMember(running.app, {
    workspaceIds: [workspace.context.workspace.id],
    role: "owner",
  });
  stranger = await makeMember(running.app, {
    workspaceIds: [other.context.workspace.id],
    role: "owner",
    name: "Orang Lain",
  });
});

type Method = "GET" | "POST" | "PUT" | "DELETE";
const by =
  (member: TestMember) =>
  (method: Method, path: string, body?: object, headers = {}) =>
    asMember(running.app, member, {
      method,
      path: `/api/workspace/v1/${path}`,
      headers,
      ...(body !== undefined && { body }),
    });
const api = (method: Method, path: string, body?: object, headers = {}) =>
  by(owner)(method, path, body, headers);

describe("settings", () => {
  const whole = {
    name: "Kopi Lereng",
    timeZone: "Asia/Jakarta",
    homeCountry: "ID",
    locale: "en",
    defaultDomain: null,
    notifyThresholds: [100, 1_000, 10_000],
    notifyEmails: [],
    unsubscribedEmails: [],
    regYmdt: NOW,
    modYmdt: NOW,
    plan: "Enterprise",
    globalWebhook: { enableYn: "N", callbackUrl: null, metric: "C", frequency: 1, secretYn: "N" },
  };

  test("are read with a version, and changed by whoever has seen it", async () => {
    const mine = await makeWorkspace(running.app);
    const workspaceIds = [mine.context.workspace.id];
    const boss = by(await makeMember(running.app, { workspaceIds, role: "owner" }));
    const read = await boss("GET", "settings");
    expect(read.body).toStrictEqual({ code: 0, message: "", result: whole });
    const seen = { "if-match": String(read.headers["etag"]) };
    const change = { name: "Kopi Puncak", homeCountry: null, notifyEmails: ["a@b.example"] };
    expect((await boss("PUT", "settings", change, seen)).body).toStrictEqual(DONE);
    const late = await boss("PUT", "settings", { name: "Kopi Pantai" }, seen);
    const present = { ...whole, ...change };
    expect([late.status, late.body]).toStrictEqual([
      412,
      {
        code: 41200,
        message: "it was changed meanwhile; the present row is in result",
        result: present,
      },
    ]);
    // As a proxy that compresses hands it on.
    const next = { "if-match": `W/${late.headers["etag"]}` };
    expect((await boss("PUT", "settings", { name: "Kopi Pantai" }, next)).body).toStrictEqual(DONE);
  });

  test("show the webhook's secret once, and rotate it", async () => {
    const mine = await makeWorkspace(running.app);
    const workspaceIds = [mine.context.workspace.id];
    const boss = by(await makeMember(running.app, { workspaceIds, role: "owner" }));
    const off = await boss("POST", "webhook/rotate-secret");
    expect(off.body).toMatchObject({ code: 40021 });
    const globalWebhook = { enableYn: "Y", callbackUrl: "http://127.0.0.1:9/hook" };
    const on = (await boss("PUT", "settings", { globalWebhook })).body;
    const secret = { webhookSecretKey: expect.stringMatching(/^whsec_/) };
    expect(on).toStrictEqual({ ...DONE, result: secret });
    expect((await boss("POST", "webhook/rotate-secret")).body).toStrictEqual({
      ...DONE,
      result: secret,
    });
    expect((await boss("POST", "webhook/test")).body).toStrictEqual({
      ...DONE,
      result: {
        eventId: expect.any(String),
        status: null,
        error: "ECONNREFUSED",
        ms: expect.any(Number),
        answer: "",
      },
    });
    expect((await boss("GET", "settings")).body).toMatchObject({
      result: { globalWebhook: { enableYn: "Y", secretYn: "Y" } },
    });
  });

  test.for<[string, object, string]>([
    ["the plan, which is the operator's", { plan: "Free" }, "plan is not a known field"],
    [
      "a time zone that is none",
      { timeZone: "Asia/Nowhere" },
      "timeZone is not valid: it is not an IANA time zone such as Asia/Jakarta",
    ],
    [
      "thresholds that fall",
      { notifyThresholds: [2, 1] },
      "notifyThresholds is not valid: each must be larger than the one before",
    ],
  ])("do not take %s", async ([, body, message]) => {
    expect((await api("PUT", "settings", body)).body).toMatchObject({ message, result: null });
  });
});

describe("domains", () => {
  test("are the server's and the workspace's own", async () => {
    const domain = "https://pergi.example";
    expect((await api("POST", "domains", { domain })).body).toStrictEqual(DONE);
    expect(await resultOf(api("GET", "domains"))).toStrictEqual([
      { domain: "http://localhost:8080", ownYn: "N", regYmdt: null },
      { domain, ownYn: "Y", regYmdt: NOW },
    ]);
    const path = `domains?domain=${encodeURIComponent(domain)}`;
    expect((await by(stranger)("DELETE", path)).body).toStrictEqual({
      code: 40400,
      message: "no such domain in this workspace: domain",
      result: null,
    });
    expect((await api("DELETE", path)).body).toStrictEqual(DONE);
    expect(await resultOf<object[]>(api("GET", "domains"))).toHaveLength(1);
  });
});

describe("keys", () => {
  test.for<[string, string, object]>([
    ["link-keys", "linkKeyIdx", { key: expect.stringMatching(/^simpul_[0-9a-f]{48}$/) }],
    [
      "data-sources",
      "dataSourceIdx",
      {
        apiKey: expect.stringMatching(/^[0-9a-f]{24}$/),
        apiSecret: expect.stringMatching(/^[0-9a-f]{24}$/),
      },
    ],
  ])("%s are made, listed and revoked, each workspace its own", async ([path, idx, shown]) => {
    const made = await resultOf<Record<string, number>>(api("POST", path, { name: "Toko" }));
    expect(made).toStrictEqual({ [idx]: expect.any(Number), ...shown });
    const row = { [idx]: made[idx], name: "Toko", regYmdt: NOW, lastUseYmdt: null };
    const list = () => resultOf<object[]>(api("GET", path));
    expect(await list()).toContainEqual(row);
    const revoke = `${path}?${idx}=${made[idx]}`;
    expect((await by(stranger)("DELETE", revoke)).body).toStrictEqual({
      code: 40400,
      message: `no such key: ${idx}`,
      result: null,
    });
    expect((await api("DELETE", revoke)).body).toStrictEqual(DONE);
    expect(await list()).not.toContainEqual(row);
  });
});

test("deliveries are the workspace's own", async () => {
  const extra = { pages: 1, nextPages: 1, nextYn: "N", count: 0, totalCount: 0 };
  expect(await resultOf(api("GET", "deliveries?status=dead"))).toStrictEqual({ extra, list: [] });
  expect((await api("POST", "deliveries/redeliver", { deliveryIdx: 12_345 })).body).toStrictEqual({
    code: 40400,
    message: "no such delivery: deliveryIdx",
    result: null,
  });
});

describe("people", () => {
  const audience = (path: string, body: object) =>
    call(running.app, {
      method: "POST",
      path: `/v1/user/${path}`,
      authorization: `Basic ${workspace.basic}`,
      body,
    });
  let sari: number;
  let dewi: number;
  const person = (euid: number, user: string, contacts: object) => ({
    euid,
    identifiers: { user_id: user, anonymous_id: null, registration_id: [] },
    contacts,
    clickCnt: 0,
    lastClickYmdt: null,
    regYmdt: NOW,
  });
  beforeAll(async () => {
    const register = async (value: string) => {
      const { body } = await audience("register", {
        identity_name: "user_id",
        identity_values: [value],
      });
      return (body as { data: { euid: number }[] }).data[0]?.euid ?? 0;
    };
    [sari, dewi] = [await register("sari-01"), await register("dewi-02")];
    await audience("contact", {
      euid: sari,
      contacts: { email: "Sari@Kopi.example", mobile_phone: "0812-345-6789" },
    });
  });

  const find = async (q: string) => {
    const found = await resultOf<{ list: { euid: number }[] }>(
      api("GET", `people?q=${encodeURIComponent(q)}`),
    );
    return found.list.map(({ euid }) => euid);
  };

  test("are listed, the newest first", async () => {
    expect(await resultOf(api("GET", "people"))).toStrictEqual({
      extra: { pages: 1, nextPages: 1, nextYn: "N", count: 2, totalCount: 2 },
      list: [
        person(dewi, "dewi-02", {}),
        person(sari, "sari-01", { email: "Sari@kopi.example", mobile_phone: "0812-345-6789" }),
      ],
    });
  });

  test("are found by number, and by the beginning of what they are known by", async () => {
    expect(await find(String(dewi))).toEqual([dewi]);
    for (const q of ["sari-01", "sari", "sari@KOPI.example", "+62812", "0812 345", "812345678"]) {
      expect([q, await find(q)]).toEqual([q, [sari]]);
    }
    for (const q of ["ari", "kopi.example", "345-6789", "%", "sari_", "\\", "+999"]) {
      expect([q, await find(q)]).toEqual([q, []]);
    }
  });

  test("are the workspace's own", async () => {
    const found = await resultOf(by(stranger)("GET", "people?q=sari"));
    expect(found).toMatchObject({ list: [] });
  });

  test("a text that is too long finds nobody", async () => {
    expect((await api("GET", `people?q=${"x".repeat(257)}`)).body).toMatchObject({ code: 40011 });
  });
});
