import { beforeAll, describe, expect, test } from "vitest";
import { type Plan, plans } from "../../../src/workspaces/plan.ts";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

const host = useApp({
  env: { SIMPUL_SMTP_URL: "smtp://127.0.0.1:1", SIMPUL_MAIL_FROM: "a@b.example" },
});
const rateLimit = { perMinute: 10_000, perHour: 10_000 };
const webhook = {
  enabled: true,
  url: "https://h.example/",
  metric: "clicks",
  frequency: 1,
  hasSecret: true,
} as const;
const clients = new Map<Plan, LinksClient>();
beforeAll(async () => {
  for (const plan of plans)
    clients.set(plan, await linksClient(host.app, { plan, rateLimit, webhook }));
});

const url = "https://a.example/";
const hook = { webhookEnableYn: "Y", webhookCallbackUrl: "https://93.184.215.14/" };
const span = "regStartYmdt=2026-01-01%2000:00:00&regEndYmdt=2026-01-02%2000:00:00&pages=1";
const bulk = (items: number) => (api: LinksClient) =>
  api.post("/api/link/v1/createBulk", { links: Array(items).fill({}) });
const link = (fields: object) => (api: LinksClient) =>
  api.post("/api/link/v2/create", { url, ttl: "t", ...fields });
const group = (fields: object) => (api: LinksClient) =>
  api.post("/api/link-group/v1/create", { nm: "G", ...fields });
const changed = (fields: object) => async (api: LinksClient) =>
  api.put("/api/link/v2/update", { linkId: await api.link({ url }), domain: DOMAIN, ...fields });

describe("a plan is needed", () => {
  test.for<[string, Plan, (api: LinksClient) => Promise<{ code: number; message: string }>]>([
    ["for another redirect", "Personal", link({ redirectType: 301 })],
    ["to change to another redirect", "Personal", changed({ redirectType: 200 })],
    ["for push", "Personal", link({ pushNotifyYn: "Y" })],
    ["for push of a group", "Personal", group({ pushNotifyYn: "Y" })],
    ["for mail", "Personal", link({ mailNotifyYn: "Y" })],
    ["for mail of a group", "Personal", group({ mailNotifyYn: "Y" })],
    ["for a bulk of 1", "Personal", bulk(1)],
    ["for a bulk of 100", "Personal", bulk(100)],
    ["for a bulk of 101", "Premium", bulk(101)],
    ["for a bulk of 200", "Premium", bulk(200)],
    ["for a bulk of 201", "Business", bulk(201)],
    ["for a bulk of 300", "Business", bulk(300)],
    ["to reuse", "Premium", link({ reuseYn: "Y" })],
    ["to change the URL", "Premium", changed({ url: "https://b.example/" })],
    ["for the list", "Premium", (api) => api.get(`/api/link/v1/list?${span}`)],
    ["for a group's webhook", "Enterprise", group(hook)],
    ["for its URL", "Enterprise", group({ webhookCallbackUrl: hook.webhookCallbackUrl })],
    ["for its metric", "Enterprise", group({ webhookMetric: "P" })],
    ["for its frequency", "Enterprise", group({ webhookFrequency: 50 })],
    [
      "for its secret",
      "Enterprise",
      async (api) => api.post("/api/link-group/v1/rotate-secret", { grpIdx: await api.group() }),
    ],
  ])("%s: %s", async ([, needed, send]) => {
    for (const [at, plan] of plans.entries()) {
      const api = clients.get(plan);
      if (api === undefined) throw new Error(plan);
      const answer = await send(api);
      if (at >= plans.indexOf(needed)) expect(answer).toMatchObject({ code: 0 });
      else
        expect(answer).toMatchObject({
          code: 40300,
          message: expect.stringContaining(` ${needed} `),
        });
    }
  });

  test("for nothing that is sent with its default value", async () => {
    const api = await linksClient(host.app, { plan: "Free", rateLimit });
    const flags = { pushNotifyYn: "N", mailNotifyYn: null };
    const plain = { ...flags, redirectType: 302, reuseYn: "N", domain: DOMAIN };
    expect(await link(plain)(api)).toMatchObject({ code: 0 });
    expect(await changed({ ...flags, url, redirectType: 302 })(api)).toMatchObject({ code: 0 });
    const rest = {
      webhookEnableYn: "N",
      webhookCallbackUrl: "",
      webhookMetric: "C",
      webhookFrequency: 1,
    };
    expect(await group({ ...flags, ...rest })(api)).toMatchObject({ code: 0 });
  });
});
