import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { subscribeVisitor } from "../../../src/notifications/subscribe-visitor.ts";
import { insertGroupRow } from "../../support/link-rows.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";
import { makeBrowser, openPushService, readPush } from "../../support/push.ts";
import { useVisitedApp } from "../../support/visitor.ts";

const PATH = "/api/push/v1/send";
const running = useVisitedApp({ env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" } });
const service = await openPushService();
afterAll(() => service[Symbol.asyncDispose]());
let api: LinksClient;
let grpIdx = 0;
let linkId = "";

beforeAll(async () => {
  api = await linksClient(running.app);
  grpIdx = await api.group();
  linkId = await api.link({ grpIdx });
});

const refusal = (code: number, message: string) => ({ code, message, result: null });
const accepted = (subscriberCnt: number) => ({
  code: 0,
  message: "",
  result: { subscriberCnt, more: false },
});

/** A browser on the link with this number. */
async function subscribe(linkNumber: number): Promise<ReturnType<typeof makeBrowser>> {
  const browser = makeBrowser(service.origin);
  await subscribeVisitor(running.app.context, {
    workspaceId: api.workspace.context.workspace.id,
    linkId: linkNumber,
    groupId: grpIdx,
    euid: null,
    origin: DOMAIN,
    address: "203.0.113.7",
    subscription: browser.subscription,
  });
  return browser;
}

test("a message to a group reaches its browsers through the running program", async () => {
  const { db } = running.app.context;
  const linkNumber = await insertGroupRow(db, api.workspace.context.workspace.id);
  const browsers = [await subscribe(linkNumber), await subscribe(linkNumber)];
  const message = { title: " Diskon 50 % ", body: "Hari ini\nsaja", url: `${DOMAIN}/promo` };
  expect(await api.post(PATH, { grpIdx, ...message })).toEqual(accepted(2));
  for (const browser of browsers) {
    const came = () =>
      service.received.find(({ endpoint }) => endpoint === browser.subscription.endpoint);
    await expect.poll(came, { timeout: 20_000 }).toBeDefined();
    const push = came();
    if (push === undefined) throw new Error("it came a moment ago");
    expect(readPush(browser, push)).toEqual({
      ...message,
      title: "Diskon 50 %",
      tag: push.headers["topic"],
    });
  }
});

test("a message to several groups reaches a browser of two of them once", async () => {
  const { context } = running.app;
  const workspaceId = api.workspace.context.workspace.id;
  const groups = [await api.group(), await api.group()];
  const { subscription } = makeBrowser(service.origin);
  const visit = { workspaceId, euid: null, origin: DOMAIN, address: "203.0.113.8", subscription };
  for (const groupId of groups)
    await subscribeVisitor(context, { ...visit, linkId: 900_001, groupId });
  const body = { grpIdxList: [...groups, groups[0]], title: "Kopi" };
  expect(await api.post(PATH, body)).toEqual(accepted(1));
  expect(await api.post(PATH, { grpIdx: groups[1], title: "Teh" })).toEqual(accepted(1));
  const came = () =>
    service.received.filter(({ endpoint }) => endpoint === subscription.endpoint).length;
  await expect.poll(came, { timeout: 20_000 }).toBe(2);
  expect(await api.post(PATH, { grpIdxList: [groups[0], 1], title: "Kopi" })).toEqual(
    refusal(40400, "no such group in this workspace: grpIdxList"),
  );
});

test("where nobody subscribed nothing is sent, and that is no failure", async () => {
  const answer = await api.post(PATH, { linkId, domain: DOMAIN, title: "Kopi" });
  expect(answer).toEqual(accepted(0));
});

describe("refused is", () => {
  const group = () => ({ grpIdx });
  const link = () => ({ linkId, domain: DOMAIN });
  const text = { title: "Kopi" };
  test.for<[string, () => object, number, string]>([
    ["no target", () => text, 40010, "grpIdx is missing"],
    ["a link without its domain", () => ({ linkId, ...text }), 40010, "domain is missing"],
    ["a domain alone", () => ({ domain: DOMAIN, ...text }), 40010, "linkId is missing"],
    [
      "a group and a link",
      () => ({ ...group(), ...link(), ...text }),
      40011,
      "grpIdx is not valid: not together with linkId",
    ],
    [
      "a group and several",
      () => ({ ...group(), grpIdxList: [grpIdx], ...text }),
      40011,
      "grpIdx is not valid: not together with grpIdxList",
    ],
    [
      "several groups and a link",
      () => ({ ...link(), grpIdxList: [grpIdx], ...text }),
      40011,
      "grpIdxList is not valid: not together with linkId",
    ],
    [
      "no group of several",
      () => ({ grpIdxList: [], ...text }),
      40011,
      "grpIdxList is not valid: 1 or more items",
    ],
    [
      "too many groups",
      () => ({ grpIdxList: Array.from({ length: 101 }, (_, at) => at + 1), ...text }),
      40011,
      "grpIdxList is not valid: at most 100 items",
    ],
    ["no title", group, 40010, "title is missing"],
    [
      "an empty title",
      () => ({ ...group(), title: " " }),
      40011,
      "title is not valid: 1 or more characters",
    ],
    [
      "a long title",
      () => ({ ...group(), title: "x".repeat(121) }),
      40011,
      "title is not valid: at most 120 characters",
    ],
    [
      "a title of two lines",
      () => ({ ...group(), title: "a\nb" }),
      40011,
      "title is not valid: it holds a control character",
    ],
    [
      "a title that is a number",
      () => ({ ...group(), title: 5 }),
      40011,
      "title is not valid: it must be of type string",
    ],
    [
      "a long body",
      () => ({ ...group(), ...text, body: "x".repeat(501) }),
      40011,
      "body is not valid: at most 500 characters",
    ],
    [
      "a URL that no browser opens",
      () => ({ ...group(), ...text, url: "javascript:alert(1)" }),
      40014,
      "url is not an allowed URL: it must begin with http:// or https://",
    ],
    [
      "more than one message holds",
      () => ({
        ...group(),
        title: "한".repeat(120),
        body: "한".repeat(500),
        url: `https://a.example/${"x".repeat(2_500)}`,
      }),
      40011,
      "body is not valid: title, body and url together have at most 3993 bytes",
    ],
    [
      "an unknown field",
      () => ({ ...group(), ...text, icon: "x" }),
      40012,
      "icon is not a known field",
    ],
    [
      "another's group",
      () => ({ grpIdx: 1, ...text }),
      40400,
      "no such group in this workspace: grpIdx",
    ],
    [
      "a link that is not there",
      () => ({ linkId: "nobody", domain: DOMAIN, ...text }),
      40400,
      "no such link in this workspace: linkId",
    ],
  ])("%s", async ([, body, code, message]) => {
    expect(await api.post(PATH, body())).toEqual(refusal(code, message));
  });
});

test("a hundred messages may be under way, and the next must wait", async () => {
  const busy = await linksClient(running.app);
  const { db, clock } = running.app.context;
  const { id: workspaceId } = busy.workspace.context.workspace;
  const groupId = await busy.group();
  const other = makeBrowser(service.origin);
  await subscribeVisitor(running.app.context, {
    workspaceId,
    linkId: 1,
    groupId,
    euid: null,
    origin: DOMAIN,
    address: "203.0.113.9",
    subscription: other.subscription,
  });
  await db.run({
    text: `insert into push_message (workspace_id, message_id, audience, group_ids, title, body, url,
             topic, created_at, expires_at, after_hash)
           select $1, 900000000 + n, 'groups', array[$2::bigint], 'x', '', '', 't', $3, $3, ''
             from generate_series(1, 100) as n on conflict do nothing`,
    values: [workspaceId, groupId, clock()],
  });
  const answer = await busy.send({
    method: "POST",
    path: PATH,
    body: { grpIdx: groupId, title: "Kopi" },
  });
  expect({ status: answer.status, wait: answer.headers["retry-after"], body: answer.body }).toEqual(
    {
      status: 429,
      wait: "60",
      body: refusal(42900, "too many requests; try again in 60 s"),
    },
  );
});
