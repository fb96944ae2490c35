/** Over 300 lines: one push service, and the ways to subscribe and send, which take a third, serve all tests. */
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Context, WorkspaceContext } from "../../src/context.ts";
import { sql } from "../../src/db/sql.ts";
import { reachOf } from "../../src/kit/address-guard.ts";
import { openConnections } from "../../src/kit/outgoing.ts";
import { createPush, type PushTarget } from "../../src/notifications/create-push.ts";
import { openDelivery } from "../../src/notifications/deliver-push.ts";
import { erasePush } from "../../src/notifications/erase-push.ts";
import { forgetSubscribers } from "../../src/notifications/forget-subscribers.ts";
import { purgeLostSubscriptions, purgePush } from "../../src/notifications/purge-push.ts";
import type { PushMessage } from "../../src/notifications/push-message.ts";
import { endpointHash } from "../../src/notifications/push-subscription.ts";
import { type RetryPush, retryPush, sendPush } from "../../src/notifications/send-push.ts";
import { subscribeMember } from "../../src/notifications/subscribe-member.ts";
import { subscribeVisitor } from "../../src/notifications/subscribe-visitor.ts";
import { tellClicks } from "../../src/notifications/tell-clicks.ts";
import { ADMIN_TOKEN, useApp } from "../support/app.ts";
import { insertGroupRow, insertLinkRow } from "../support/link-rows.ts";
import {
  type Browser,
  makeBrowser,
  openPushService,
  readPush,
  readVapid,
} from "../support/push.ts";
import { call, makeWorkspace } from "../support/workspace.ts";

let now = new Date("2026-03-10T12:00:00Z");
const running = useApp({
  clock: () => now,
  env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true", SIMPUL_PUBLIC_URL: "https://go.example" },
});
const service = await openPushService();
afterAll(() => service[Symbol.asyncDispose]());

const content = { title: "Diskon 50 %", body: "Hari ini saja", url: "https://go.example/promo" };
let ctx: WorkspaceContext;
let linkId = 0;
let groupId = 0;
let target: PushTarget;

beforeEach(async () => {
  ctx = (await makeWorkspace(running.app)).context;
  const workspaceId = ctx.workspace.id;
  groupId = await insertGroupRow(ctx.db, workspaceId);
  const link = await insertLinkRow(ctx.db, { workspaceId, groupId, host: "go.example" });
  linkId = link.id;
  target = { link: { domain: null, slug: link.slug } };
});

interface On {
  readonly linkId?: number;
  readonly groupId?: number | null;
  readonly euid?: number;
}

let networks = 0;
async function subscribe(on: On = {}, browser = makeBrowser(service.origin)): Promise<Browser> {
  networks += 1;
  await subscribeVisitor(ctx, {
    workspaceId: ctx.workspace.id,
    linkId,
    groupId,
    euid: null,
    origin: "https://go.example",
    address: `203.0.113.${networks % 250}`,
    subscription: browser.subscription,
    ...on,
  });
  return browser;
}

/** So many browsers that differ by their endpoint alone. */
async function subscribeMany(many: number): Promise<void> {
  const { p256dh, auth } = makeBrowser().subscription;
  const run = Math.random().toString(36).slice(2);
  const endpoints = Array.from({ length: many }, (_, at) => `${service.origin}/${run}/${at}`);
  await ctx.db.run(sql`
    insert into push_subscription (workspace_id, endpoint_hash, endpoint, p256dh, auth, origin,
      created_at, updated_at)
    select ${ctx.workspace.id}::bigint, each.hash, each.endpoint, ${p256dh}::text, ${auth}::text,
           'https://go.example', ${now}::timestamptz, ${now}::timestamptz
      from unnest(${endpoints.map(endpointHash)}::bytea[], ${endpoints}::text[])
        as each (hash, endpoint)
    on conflict do nothing`);
  await ctx.db.run(sql`
    insert into push_place (workspace_id, endpoint_hash, link_id, group_id, created_at)
    select ${ctx.workspace.id}::bigint, hash, ${linkId}::bigint, 0, ${now}::timestamptz
      from unnest(${endpoints.map(endpointHash)}::bytea[]) as each (hash)
    on conflict do nothing`);
}

async function lastMessageId(): Promise<number> {
  const row = await ctx.db.one<{ id: number }>(sql`
    select max(message_id) as id from push_message
     where workspace_id = ${ctx.workspace.id}::bigint`);
  return row?.id ?? 0;
}

/** Sends to the target, as the job would. */
async function send(to: PushTarget = target): Promise<{ workspaceId: number; messageId: number }> {
  await createPush(ctx, { target: to, content });
  const job = { workspaceId: ctx.workspace.id, messageId: await lastMessageId() };
  await sendPush(ctx, job);
  return job;
}

const got = (...browsers: readonly Browser[]) =>
  service.received.filter(({ endpoint }) =>
    browsers.some(({ subscription }) => subscription.endpoint === endpoint),
  );

interface WaitingJob {
  readonly data: RetryPush;
  readonly startsAt: Date;
}

/** Jobs of a kind that wait for this workspace. */
const waiting = (name: string): Promise<WaitingJob[]> =>
  ctx.db.all<WaitingJob>({
    text: `select data, start_after as "startsAt" from pgboss.job
            where name = $1 and (data->>'workspaceId')::bigint = $2 order by start_after`,
    values: [name, ctx.workspace.id],
    foreign: true,
  });

const rowsOf = async (table: "push_subscription" | "push_place"): Promise<number> =>
  (
    await ctx.db.all({
      text: `select endpoint_hash from ${table} where workspace_id = $1`,
      values: [ctx.workspace.id],
    })
  ).length;
const left = () => rowsOf("push_subscription");
const places = () => rowsOf("push_place");

describe("a message", () => {
  test("comes to each browser of the link, for it alone to read and signed by us", async () => {
    const [one, two] = [await subscribe(), await subscribe({ groupId: null })];
    const elsewhere = await subscribe({ linkId: linkId + 1_000_000 });
    await send();
    expect(got(elsewhere)).toEqual([]);
    for (const browser of [one, two]) {
      const [push, ...more] = got(browser);
      if (push === undefined) throw new Error("nothing came");
      expect(more).toEqual([]);
      expect(push.headers).toMatchObject({
        ttl: "86400",
        urgency: "normal",
        topic: expect.stringMatching(/^[\w-]{32}$/),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
      });
      expect(readPush(browser, push)).toEqual({ ...content, tag: push.headers["topic"] });
      const { exp, ...claims } = readVapid(push, ctx.keys.vapid.publicKey);
      expect(claims).toEqual({ alg: "ES256", aud: service.origin, sub: "https://go.example" });
      expect(Number(exp) - Date.now() / 1_000).toBeLessThan(24 * 3_600);
    }
  });

  test("to a group comes to those who subscribed on its links then, wherever these are now", async () => {
    const inGroup = await subscribe({ linkId: linkId + 2_000_000 });
    const outside = await subscribe({ groupId: null });
    await send({ groupId });
    expect([got(inGroup).length, got(outside).length]).toEqual([1, 0]);
  });

  test("comes once to a browser with several places in the group, and to one in two groups", async () => {
    const second = await insertGroupRow(ctx.db, ctx.workspace.id);
    const third = await insertGroupRow(ctx.db, ctx.workspace.id);
    const everywhere = await subscribe();
    await subscribe({ linkId: linkId + 4_000_000 }, everywhere);
    await subscribe({ groupId: second }, everywhere);
    const inSecond = await subscribe({ groupId: second });
    const inThird = await subscribe({ groupId: third });
    const came = () => [everywhere, inSecond, inThird].map((each) => got(each).length);
    await send({ groupId });
    expect(came()).toEqual([1, 0, 0]);
    await send({ groupId: second });
    expect(came()).toEqual([2, 1, 0]);
    const both = { groupIds: [groupId, second, groupId] };
    expect(await createPush(ctx, { target: both, content })).toEqual({
      subscribers: 2,
      more: false,
    });
    await sendPush(ctx, { workspaceId: ctx.workspace.id, messageId: await lastMessageId() });
    expect(came()).toEqual([3, 2, 0]);
    await send();
    expect(came()).toEqual([4, 3, 1]);
    await expect(
      createPush(ctx, { target: { groupIds: [groupId, 1] }, content }),
    ).rejects.toMatchObject({ code: "group_unknown", params: { field: "groupIds" } });
  });

  test("to several groups comes to each browser over many pages, once", async () => {
    const groupIds = [groupId, await insertGroupRow(ctx.db, ctx.workspace.id)];
    await subscribeMany(250);
    for (const [at, id] of groupIds.entries()) {
      await ctx.db.run(sql`
        insert into push_place (workspace_id, endpoint_hash, link_id, group_id, created_at)
        select ${ctx.workspace.id}::bigint, endpoint_hash, ${linkId}::bigint, ${id}::bigint,
               ${now}::timestamptz
          from push_subscription
         where workspace_id = ${ctx.workspace.id}::bigint
           and get_byte(endpoint_hash, 0) % 3 in (${at}::integer, 2)
        on conflict do nothing`);
    }
    const before = service.received.length;
    await send({ groupIds });
    const came = service.received.slice(before).map(({ endpoint }) => endpoint);
    expect([new Set(came).size, came.length]).toEqual([250, 250]);
  });

  test("is not sent again by a job that comes twice, nor after its day", async () => {
    const browser = await subscribe();
    const job = await send();
    await sendPush(ctx, job);
    expect(got(browser)).toHaveLength(1);
    await createPush(ctx, { target, content });
    now = new Date(now.getTime() + 24 * 3_600_000);
    await sendPush(ctx, { ...job, messageId: await lastMessageId() });
    expect(got(browser)).toHaveLength(1);
  });

  test("that two run at once comes to each, and twice to one page of them at most", async () => {
    await subscribeMany(150);
    await createPush(ctx, { target, content });
    const job = { workspaceId: ctx.workspace.id, messageId: await lastMessageId() };
    const before = service.received.length;
    await Promise.all([sendPush(ctx, job), sendPush(ctx, job)]);
    const came = service.received.slice(before).map(({ endpoint }) => endpoint);
    expect(new Set(came).size).toBe(150);
    expect(came.length).toBeLessThanOrEqual(250);
  });

  test("to very many is handed on to a next job, which goes on from there", async () => {
    await subscribeMany(1_050);
    const before = service.received.length;
    const job = await send();
    expect(service.received.length - before).toBe(1_000);
    expect((await waiting("notifications.send-push")).length).toBe(2);
    await sendPush(ctx, job);
    expect(new Set(service.received.slice(before).map(({ endpoint }) => endpoint)).size).toBe(
      1_050,
    );
    expect(service.received.length - before).toBe(1_050);
  });
});

describe("a browser whose push service answers", () => {
  test.for([[404], [410]])("%i is forgotten at every place", async ([status = 0]) => {
    const browser = await subscribe();
    await subscribe({ groupId: null }, browser);
    expect([await left(), await places()]).toEqual([1, 2]);
    service.answers.set(browser.subscription.endpoint, [{ status }]);
    await send();
    expect([await left(), await places()]).toEqual([0, 0]);
    expect(await waiting("notifications.retry-push")).toEqual([]);
  });

  test.for([400, 401, 403, 405, 413, 302])(
    "%i stays, is not asked again, and is counted",
    async (status) => {
      const browser = await subscribe();
      service.answers.set(browser.subscription.endpoint, [{ status }]);
      await send();
      expect(await left()).toBe(1);
      expect(await waiting("notifications.retry-push")).toEqual([]);
      const metrics = await call(running.app, {
        method: "GET",
        path: "/metrics",
        authorization: `Bearer ${ADMIN_TOKEN}`,
      });
      expect(metrics.body).toContain(`simpul_push_answers_total{status="${status}"} 1\n`);
    },
  );

  test.for<[number, string | undefined, number]>([
    [429, "120", 120],
    [503, undefined, 30],
    [500, "999999", 3_600],
  ])("%i with Retry-After %s is asked again later", async ([status, retryAfter, seconds]) => {
    const [busy, other] = [await subscribe(), await subscribe()];
    const answer = { status, ...(retryAfter !== undefined && { retryAfter }) };
    service.answers.set(busy.subscription.endpoint, [answer]);
    const { messageId } = await send();
    const [retry, ...more] = await waiting("notifications.retry-push");
    const hash = endpointHash(busy.subscription.endpoint).toString("base64url");
    expect(more).toEqual([]);
    expect(retry).toEqual({
      data: { workspaceId: ctx.workspace.id, messageId, endpointHashes: [hash], attempt: 1 },
      startsAt: new Date(now.getTime() + seconds * 1_000),
    });
    if (retry === undefined) throw new Error("nothing waits");
    await retryPush(ctx, retry.data);
    expect([got(busy).length, got(other).length]).toEqual([2, 1]);
    expect(
      readPush(busy, got(busy)[1] ?? { endpoint: "", headers: {}, body: Buffer.alloc(0) }),
    ).toMatchObject(content);
  });

  test("never well is asked four times in all", async () => {
    const browser = await subscribe();
    const down = Array.from({ length: 9 }, () => ({ status: 500 }));
    service.answers.set(browser.subscription.endpoint, down);
    await send();
    for (let ran = 0; ; ran += 1) {
      const next = (await waiting("notifications.retry-push"))[ran];
      if (next === undefined) break;
      await retryPush(ctx, next.data);
    }
    expect(got(browser)).toHaveLength(4);
    expect(await left()).toBe(1);
  });

  test("nothing, for its name leads to a private address, is given up", async () => {
    using pushConnections = openConnections(reachOf(false), 4);
    const guarded: Context = { ...ctx, pushConnections };
    const message: PushMessage = {
      ...content,
      id: 1,
      workspaceId: 1,
      audience: { kind: "members" },
      topic: "t",
      createdAt: now,
      expiresAt: now,
    };
    const deliver = await openDelivery(guarded, message);
    for (const url of ["http://127.0.0.1:1/", "https://127.0.0.1:1/", "https://localhost:1/"]) {
      const { subscription } = makeBrowser();
      expect(await deliver({ ...subscription, endpoint: url })).toEqual({ kind: "refused" });
    }
  });
});

test("a threshold is told to members' browsers, once, and to no visitor's", async () => {
  const { id: workspaceId } = ctx.workspace;
  const [visitor, member] = [await subscribe(), makeBrowser(service.origin)];
  await subscribeMember(ctx, { workspaceId, memberId: 1, subscription: member.subscription });
  await ctx.db.run(sql`
    insert into click_threshold (workspace_id, link_id, threshold, notifies_push, notifies_mail,
      reached_at) values (${workspaceId}, ${linkId}, 1000, true, false, ${now})`);
  const reached = [{ linkId, threshold: 1_000 }];
  await tellClicks(ctx, { workspaceId, reached });
  await tellClicks(ctx, { workspaceId, reached });
  const jobs = await waiting("notifications.send-push");
  for (const { data } of jobs) await sendPush(ctx, data);
  expect([jobs.length, got(visitor).length, got(member).length]).toEqual([1, 0, 1]);
  const [push] = got(member);
  if (push === undefined) throw new Error("nothing came");
  expect(readPush(member, push)).toMatchObject({
    title: "Your link has 1,000 clicks",
    url: "https://go.example/",
  });
});

describe("browsers are forgotten", () => {
  test("with the person who gave them", async () => {
    const { id: workspaceId } = ctx.workspace;
    await subscribe();
    await subscribe();
    await ctx.db.run(sql`
      update push_subscription set euid = 77
       where workspace_id = ${workspaceId} and endpoint_hash = (
         select min(endpoint_hash::text)::bytea from push_subscription
          where workspace_id = ${workspaceId})`);
    await forgetSubscribers(ctx, { workspaceId, euids: [77] });
    expect([await left(), await places()]).toEqual([1, 1]);
  });

  test("once their link is gone and their group as well", async () => {
    const gone = linkId + 3_000_000;
    await subscribe({ linkId: gone, groupId: null });
    await subscribe({ linkId: gone, groupId: groupId + 3_000_000 });
    await subscribe({ linkId: gone });
    await subscribe({ groupId: null });
    const both = await subscribe({ linkId: gone, groupId: null });
    await subscribe({}, both);
    await purgeLostSubscriptions(ctx, ctx.workspace.id);
    expect([await left(), await places()]).toEqual([3, 3]);
  });

  test("with the workspace, and its messages too; the neighbour's stay", async () => {
    const { id: workspaceId } = ctx.workspace;
    await subscribe();
    await send();
    const doomed = ctx;
    ctx = (await makeWorkspace(running.app)).context;
    await subscribe();
    while (await erasePush(doomed, workspaceId));
    expect(await left()).toBe(1);
    ctx = doomed;
    expect([await left(), await places(), await lastMessageId()]).toEqual([0, 0, 0]);
  });
});

test("messages go two days after they were sent, and the network of a browser after an hour", async () => {
  const { id: workspaceId } = ctx.workspace;
  await subscribe();
  await send();
  const marks = async () =>
    ctx.db.one(sql`
      select count(visitor_mark)::integer as marks from push_subscription
       where workspace_id = ${workspaceId}::bigint`);
  now = new Date(now.getTime() + 3_600_001);
  await purgePush(ctx, workspaceId);
  expect(await marks()).toEqual({ marks: 0 });
  expect(await lastMessageId()).not.toBe(0);
  now = new Date(now.getTime() + 48 * 3_600_000);
  await purgePush(ctx, workspaceId);
  expect(await lastMessageId()).toBe(0);
});
