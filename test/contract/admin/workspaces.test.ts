import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { ask, makeWorkspaceIdx, resultOf } from "./ask.ts";

const running = useApp({ clock: () => new Date("2026-03-02T04:05:06.789Z") });

type Row = Readonly<Record<string, unknown>>;

async function rowOf(workspaceIdx: number): Promise<Row | undefined> {
  const rows = await resultOf<Row[]>(ask(running.app, "GET", "workspaces"));
  return rows.find((row) => row["workspaceIdx"] === workspaceIdx);
}

const fresh = {
  name: "Toko Bunga",
  plan: "Enterprise",
  timeZone: "UTC",
  homeCountry: null,
  locale: "en",
  defaultDomain: null,
  rateLimit: null,
  notifyThresholds: [100, 1_000, 10_000],
  notifyEmails: [],
  unsubscribedEmails: [],
  globalWebhook: { enableYn: "N", callbackUrl: null, metric: "C", frequency: 1 },
  regYmdt: "2026-03-02 04:05:06",
  modYmdt: "2026-03-02 04:05:06",
};

describe("a workspace is made", () => {
  test("with defaults for all but its name", async () => {
    const answer = await ask(running.app, "POST", "workspaces", { name: " Toko Bunga " });
    const { result } = answer.body as { result: { workspaceIdx: number } };
    const { workspaceIdx } = result;
    expect(answer.body).toStrictEqual({ code: 0, message: "", result: { workspaceIdx } });
    expect(await rowOf(workspaceIdx)).toStrictEqual({ workspaceIdx, ...fresh });
  });

  test("as it is told, with its times in its zone", async () => {
    const said = {
      plan: "Business Plus",
      timeZone: "Asia/Jakarta",
      homeCountry: "ID",
      locale: "id",
      rateLimit: { perMinute: 60, perHour: 1_000 },
    };
    const workspaceIdx = await makeWorkspaceIdx(running.app, said);
    expect(await rowOf(workspaceIdx)).toStrictEqual({
      workspaceIdx,
      ...fresh,
      ...said,
      regYmdt: "2026-03-02 11:05:06",
      modYmdt: "2026-03-02 11:05:06",
    });
  });

  test.for<[object, number, string]>([
    [{}, 40010, "name is missing"],
    [{ name: "" }, 40011, "name is not valid: 1 or more characters"],
    [{ name: "x".repeat(101) }, 40011, "name is not valid: at most 100 characters"],
    [{ name: "a\nb" }, 40011, "name is not valid: it holds a control character"],
    [{ name: 7 }, 40011, "name is not valid: it must be of type string"],
    [{ name: "x", plans: "Free" }, 40012, "plans is not a known field; the nearest is plan"],
    [{ name: "x", notifyEmails: [] }, 40012, "notifyEmails is not a known field"],
    [
      { name: "x", plan: "Gold" },
      40011,
      "plan is not valid: it must be one of Free, Personal, Premium, Business, Business Plus, Enterprise",
    ],
    [
      { name: "x", timeZone: "+07:00" },
      40011,
      "timeZone is not valid: it is not an IANA time zone such as Asia/Jakarta",
    ],
    [
      { name: "x", homeCountry: "id" },
      40011,
      "homeCountry is not valid: it is not an ISO 3166-1 country code such as ID",
    ],
    [{ name: "x", locale: "fr" }, 40011, "locale is not valid: it must be one of en, id, ko, ja"],
    [
      { name: "x", defaultDomain: "go.example" },
      40011,
      "defaultDomain is not valid: it must be a scheme and a host, such as https://go.example",
    ],
    [
      { name: "x", defaultDomain: "https://go.example" },
      40400,
      "no such domain in this workspace: defaultDomain",
    ],
    [{ name: "x", rateLimit: 5 }, 40011, "rateLimit is not valid: it must be of type object"],
    [{ name: "x", rateLimit: { perMinute: 5 } }, 40010, "rateLimit.perHour is missing"],
    [
      { name: "x", rateLimit: { perMinute: 0, perHour: 5 } },
      40011,
      "rateLimit.perMinute is not valid: at least 1",
    ],
    [
      { name: "x", rateLimit: { perMinute: 5, perHour: 5, perDay: 9 } },
      40012,
      "rateLimit.perDay is not a known field; the nearest is rateLimit.perHour",
    ],
  ])("not from %j", async ([body, code, message]) => {
    const answer = await ask(running.app, "POST", "workspaces", body);
    expect(answer).toMatchObject({ status: 200, body: { code, message, result: null } });
  });
});

describe("a workspace is changed", () => {
  test("in what is said, and nothing else", async () => {
    const workspaceIdx = await makeWorkspaceIdx(running.app, { homeCountry: "ID" });
    const change = ask(running.app, "PUT", "workspaces", {
      workspaceIdx,
      notifyThresholds: [5, 10],
      notifyEmails: ["tim@toko.example"],
      homeCountry: null,
    });
    expect((await change).body).toStrictEqual({ code: 0, message: "", result: null });
    expect(await rowOf(workspaceIdx)).toStrictEqual({
      workspaceIdx,
      ...fresh,
      notifyThresholds: [5, 10],
      notifyEmails: ["tim@toko.example"],
    });
  });

  test("to a default domain that it owns", async () => {
    const workspaceIdx = await makeWorkspaceIdx(running.app);
    await resultOf(
      ask(running.app, "POST", "domains", { workspaceIdx, domain: "https://bunga.example" }),
    );
    const said = { workspaceIdx, defaultDomain: "https://Bunga.example/" };
    await resultOf(ask(running.app, "PUT", "workspaces", said));
    expect(await rowOf(workspaceIdx)).toMatchObject({ defaultDomain: "https://bunga.example" });
    await resultOf(
      ask(running.app, "PUT", "workspaces", {
        workspaceIdx,
        defaultDomain: "http://localhost:8080",
      }),
    );
    expect(await rowOf(workspaceIdx)).toMatchObject({ defaultDomain: null });
  });

  test.for<[object, number, string]>([
    [
      { notifyThresholds: [10, 10] },
      40011,
      "notifyThresholds is not valid: each must be larger than the one before",
    ],
    [{ notifyThresholds: [0] }, 40011, "notifyThresholds is not valid: at least 1"],
    [{ notifyThresholds: 5 }, 40011, "notifyThresholds is not valid: it must be of type array"],
    [
      { notifyEmails: ["a@b", "nobody"] },
      40011,
      "notifyEmails is not valid: an e-mail address is a name, one @ and a domain with a dot, such as rara@kopi.example, and nothing else",
    ],
    [{ name: null }, 40011, "name is not valid: it must be of type string"],
    [
      { globalWebhook: { enableYn: true } },
      40011,
      "globalWebhook.enableYn is not valid: it must be of type string",
    ],
    [
      { globalWebhook: { frequency: 7 } },
      40011,
      "globalWebhook.frequency is not valid: it must be one of 1, 50, 100, 200, 300, 500, 1000",
    ],
    [
      { globalWebhook: { metric: "clicks" } },
      40011,
      "globalWebhook.metric is not valid: it must be one of C, P",
    ],
    [
      { globalWebhook: { callbackURL: "x" } },
      40012,
      "globalWebhook.callbackURL is not a known field; the nearest is globalWebhook.callbackUrl",
    ],
  ])("not by %j", async ([change, code, message]) => {
    const workspaceIdx = await makeWorkspaceIdx(running.app);
    const answer = await ask(running.app, "PUT", "workspaces", { workspaceIdx, ...change });
    expect(answer).toMatchObject({ status: 200, body: { code, message, result: null } });
    expect(await rowOf(workspaceIdx)).toStrictEqual({ workspaceIdx, ...fresh });
  });

  test("only where there is one", async () => {
    const answer = await ask(running.app, "PUT", "workspaces", { workspaceIdx: 999_999 });
    expect(answer.body).toStrictEqual({
      code: 40400,
      message: "no such workspace: workspaceIdx",
      result: null,
    });
  });
});

describe("the global webhook", () => {
  const callbackUrl = "https://192.0.3.7/hook";

  test("shows its first secret when it is switched on, and never again", async () => {
    const workspaceIdx = await makeWorkspaceIdx(running.app);
    const change = (globalWebhook: object) =>
      resultOf<{ webhookSecretKey: string } | null>(
        ask(running.app, "PUT", "workspaces", { workspaceIdx, globalWebhook }),
      );
    const first = await change({ enableYn: "Y", callbackUrl, metric: "P", frequency: 50 });
    expect(first).toStrictEqual({
      webhookSecretKey: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    expect(await change({ enableYn: "N" })).toBeNull();
    expect(await change({ enableYn: "Y" })).toBeNull();
    const row = await rowOf(workspaceIdx);
    expect(row?.["globalWebhook"]).toStrictEqual({
      enableYn: "Y",
      callbackUrl,
      metric: "P",
      frequency: 50,
    });
    expect(JSON.stringify(row)).not.toContain("whsec_");
  });

  test.for<[string, object]>([
    ["without a URL", { enableYn: "Y" }],
    ["over plain http", { enableYn: "Y", callbackUrl: "http://192.0.3.7/" }],
    ["to this machine", { enableYn: "Y", callbackUrl: "https://127.0.0.1/" }],
    ["to a name that leads to this machine", { callbackUrl: "https://localhost/" }],
    ["to something that is no URL", { callbackUrl: "hook" }],
  ])("does not go %s", async ([, globalWebhook]) => {
    const workspaceIdx = await makeWorkspaceIdx(running.app);
    const answer = await ask(running.app, "PUT", "workspaces", { workspaceIdx, globalWebhook });
    expect(answer.body).toMatchObject({ code: 40020, result: null });
    expect(answer.body).toHaveProperty(
      "message",
      expect.stringContaining("globalWebhook.callbackUrl is not an allowed webhook address"),
    );
    expect(await rowOf(workspaceIdx)).toMatchObject({ globalWebhook: { enableYn: "N" } });
  });

  test("needs the Enterprise plan", async () => {
    const workspaceIdx = await makeWorkspaceIdx(running.app, { plan: "Business" });
    const globalWebhook = { enableYn: "Y", callbackUrl };
    const answer = await ask(running.app, "PUT", "workspaces", { workspaceIdx, globalWebhook });
    expect(answer.body).toMatchObject({ code: 40300, result: null });
    await resultOf(
      ask(running.app, "PUT", "workspaces", { workspaceIdx, plan: "Enterprise", globalWebhook }),
    );
  });

  test("gets a new secret on request, once it has one", async () => {
    const workspaceIdx = await makeWorkspaceIdx(running.app);
    const rotate = () => ask(running.app, "POST", "webhooks/rotate-secret", { workspaceIdx });
    expect((await rotate()).body).toMatchObject({ code: 40021, result: null });
    const globalWebhook = { enableYn: "Y", callbackUrl };
    const first = await resultOf<{ webhookSecretKey: string }>(
      ask(running.app, "PUT", "workspaces", { workspaceIdx, globalWebhook }),
    );
    const next = await resultOf<{ webhookSecretKey: string }>(rotate());
    expect(next.webhookSecretKey).toMatch(/^whsec_/);
    expect(next.webhookSecretKey).not.toBe(first.webhookSecretKey);
  });
});
