import { beforeAll, describe, expect, test } from "vitest";
import { insertDomain } from "../../../src/workspaces/store/domains.ts";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

const host = useApp();
const webhook = {
  enabled: true,
  url: "https://h.example/",
  metric: "clicks",
  frequency: 1,
  hasSecret: true,
} as const;
const callback = "https://93.184.215.14/hook";
let api: LinksClient;
let off: LinksClient;
beforeAll(async () => {
  api = await linksClient(host.app, { webhook });
  off = await linksClient(host.app);
});

const failure = (code: number, message: string) => ({ code, message, result: null });
const ok = (result: unknown) => ({ code: 0, message: "", result });
const updateGroup = (client: LinksClient, grpIdx: number, fields: object) =>
  client.put("/api/link-group/v1/update", { grpIdx, ...fields });
const inverted = failure(40013, "strtYmdt must be before endYmdt");

describe("the window", () => {
  const early = "2026-03-01 00:00:00";
  const late = "2026-03-01 00:00:01";

  test("must not be inverted or empty when made", async () => {
    for (const [strtYmdt, endYmdt] of [
      [late, early],
      [early, early],
    ]) {
      const fields = { strtYmdt, endYmdt };
      expect(await api.post("/api/link-group/v1/create", { nm: "G", ...fields })).toStrictEqual(
        inverted,
      );
      const link = { url: "https://a.example/", ...fields };
      expect(await api.post("/api/link/v2/create", link)).toStrictEqual(inverted);
    }
    expect(await api.group({ strtYmdt: early, endYmdt: late })).toEqual(expect.any(Number));
  });

  test("is checked on what stands after the change", async () => {
    const grpIdx = await api.group({ strtYmdt: early, endYmdt: late });
    expect(await updateGroup(api, grpIdx, { strtYmdt: late })).toStrictEqual(inverted);
    expect(await updateGroup(api, grpIdx, { endYmdt: early })).toStrictEqual(inverted);
    expect(await updateGroup(api, grpIdx, { strtYmdt: late, endYmdt: null })).toStrictEqual(
      ok(null),
    );
    const linkId = await api.link({ strtYmdt: early, endYmdt: late });
    const update = (fields: object) =>
      api.put("/api/link/v2/update", { linkId, domain: DOMAIN, ...fields });
    expect(await update({ strtYmdt: late })).toStrictEqual(inverted);
    expect(await update({ strtYmdt: null, endYmdt: early })).toStrictEqual(ok(null));
  });
});

describe("mail", () => {
  const refused = failure(40022, "mailNotifyYn: this server has no mail set up");

  test("is refused on a server without it, not dropped", async () => {
    expect(
      await api.post("/api/link-group/v1/create", { nm: "G", mailNotifyYn: "Y" }),
    ).toStrictEqual(refused);
    const link = { url: "https://a.example/", mailNotifyYn: "Y" };
    expect(await api.post("/api/link/v2/create", link)).toStrictEqual(refused);
    expect(await updateGroup(api, await api.group(), { mailNotifyYn: "Y" })).toStrictEqual(refused);
    expect(await updateGroup(api, await api.group(), { mailNotifyYn: "N" })).toStrictEqual(
      ok(null),
    );
  });
});

describe("a group's webhook", () => {
  const on = { webhookEnableYn: "Y", webhookCallbackUrl: callback };
  const secret = expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/);

  test("shows its secret once, where it is enabled first", async () => {
    const made = await api.post("/api/link-group/v1/create", { nm: "G", ...on });
    expect(made).toStrictEqual(ok({ grpIdx: expect.any(Number), webhookSecretKey: secret }));
    const { grpIdx } = made.result as { grpIdx: number };
    expect(await updateGroup(api, grpIdx, on)).toStrictEqual(ok(null));
    const later = await api.group();
    expect(await updateGroup(api, later, { webhookCallbackUrl: callback })).toStrictEqual(ok(null));
    expect(await updateGroup(api, later, { webhookEnableYn: "Y" })).toStrictEqual(ok(secret));
    expect(await updateGroup(api, later, { webhookEnableYn: "N" })).toStrictEqual(ok(null));
    expect(await updateGroup(api, later, { webhookEnableYn: "Y" })).toStrictEqual(ok(null));
    expect((await api.get(`/api/link-group/v1/get?grpIdx=${later}`)).result).toMatchObject({
      ...on,
      webhookMetric: null,
      webhookFrequency: null,
    });
  });

  test("has a new secret when told to", async () => {
    const grpIdx = await api.group(on);
    const rotate = () => api.post("/api/link-group/v1/rotate-secret", { grpIdx });
    const [one, two] = [await rotate(), await rotate()];
    expect(one).toStrictEqual(ok(secret));
    expect(two).toStrictEqual(ok(secret));
    expect(one.result).not.toBe(two.result);
  });

  test("needs the global one on, while other changes do not", async () => {
    const refused = failure(40021, "webhookEnableYn: the workspace's global webhook is off");
    expect(await off.post("/api/link-group/v1/create", { nm: "G", ...on })).toStrictEqual(refused);
    const grpIdx = await off.group();
    expect(await updateGroup(off, grpIdx, { webhookEnableYn: "Y" })).toStrictEqual(refused);
    expect(await updateGroup(off, grpIdx, { webhookCallbackUrl: callback })).toStrictEqual(
      ok(null),
    );
  });

  test("needs a URL that webhooks may reach", async () => {
    const create = (fields: object) =>
      api.post("/api/link-group/v1/create", { nm: "G", ...fields });
    const told = (reason: string) =>
      failure(40020, `webhookCallbackUrl is not an allowed webhook address: ${reason}`);
    expect(await create({ webhookEnableYn: "Y" })).toStrictEqual(
      told("an enabled webhook needs one"),
    );
    const at = (webhookCallbackUrl: string) => create({ webhookEnableYn: "Y", webhookCallbackUrl });
    expect(await at("http://93.184.215.14/")).toStrictEqual(told("it must begin with https://"));
    expect(await at("https://10.0.0.1/")).toStrictEqual(
      told("it leads to a private or reserved address"),
    );
    const grpIdx = await api.group(on);
    expect(await updateGroup(api, grpIdx, { webhookCallbackUrl: "" })).toStrictEqual(
      told("an enabled webhook needs one"),
    );
    expect(
      await updateGroup(api, grpIdx, { webhookEnableYn: "N", webhookCallbackUrl: "" }),
    ).toStrictEqual(ok(null));
  });

  test("breaks rules in their order: window, global webhook, URL, mail", async () => {
    const all = {
      nm: "G",
      strtYmdt: "2026-03-02 00:00:00",
      endYmdt: "2026-03-01 00:00:00",
      webhookEnableYn: "Y",
      mailNotifyYn: "Y",
    };
    const create = async (client: LinksClient, fields: object) =>
      (await client.post("/api/link-group/v1/create", fields)).code;
    const { strtYmdt: _, ...later } = all;
    expect(await create(off, all)).toBe(40013);
    expect(await create(off, later)).toBe(40021);
    expect(await create(api, later)).toBe(40020);
    expect(await create(api, { ...later, webhookCallbackUrl: callback })).toBe(40022);
  });
});

describe("a link domain", () => {
  const own = { origin: "https://go.kopi.example", host: "go.kopi.example" };
  let mine: LinksClient;
  beforeAll(async () => {
    mine = await linksClient(host.app, { defaultDomain: own.origin });
    const { id } = mine.workspace.context.workspace;
    await host.app.context.db.transaction((tx) =>
      insertDomain(tx, { ...own, workspaceId: id, createdAt: new Date() }),
    );
  });

  test("is the workspace's default where none is named", async () => {
    const url = "https://a.example/";
    const { result } = await mine.post("/api/link/v2/create", { url, brandLinkId: "promo" });
    expect(result).toBe(`${own.origin}/promo`);
    const { result: on } = await mine.post("/api/link/v2/create", {
      url,
      brandLinkId: "promo",
      domain: DOMAIN,
    });
    expect(on).toBe(`${DOMAIN}/promo`);
    const named = "http://GO.kopi.example./";
    expect(await mine.get(`/api/link/v1/get?linkId=promo&domain=${named}`)).toMatchObject({
      code: 0,
      result: { domain: own.origin },
    });
  });

  test("of another workspace is as unknown as one that nobody has", async () => {
    const unknown = failure(40400, "no such domain in this workspace: domain");
    for (const domain of [own.origin, "https://nobody.example"]) {
      const link = { url: "https://a.example/", domain };
      expect(await api.post("/api/link/v2/create", link)).toStrictEqual(unknown);
      expect(await api.get(`/api/link/v1/get?linkId=promo&domain=${domain}`)).toStrictEqual(
        unknown,
      );
    }
  });

  test("is no destination, whoever's it is", async () => {
    const loop = failure(
      40014,
      "url is not an allowed URL: it leads to a link domain of this server",
    );
    for (const url of [
      own.origin,
      "http://go.kopi.example/x",
      "https://go.kopi.example:443/",
      DOMAIN,
      "http://127.0.0.1:8080/",
    ]) {
      expect(await api.post("/api/link/v2/create", { url })).toStrictEqual(loop);
    }
  });
});
