import { createECDH } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { openChanges } from "../../src/db/changes.ts";
import { sql } from "../../src/db/sql.ts";
import type { PushSubscription } from "../../src/notifications/push-subscription.ts";
import {
  type SubscribeVisitor,
  subscribeVisitor,
} from "../../src/notifications/subscribe-visitor.ts";
import { rememberHosts } from "../../src/workspaces/find-workspace.ts";
import { loadInstallationKeys } from "../../src/workspaces/load-installation-keys.ts";
import { insertWorkspaceRow } from "../support/node.ts";
import { makeBrowser } from "../support/push.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
let now = new Date("2026-03-10T12:00:00Z");
const clock = () => now;
let ctx: Parameters<typeof subscribeVisitor>[0];
beforeAll(async () => {
  const { db } = store;
  const changes = await openChanges({
    target: { kind: "embedded", socketFolder: "" },
    onError: () => {},
    heartbeatMs: 2_000,
  });
  ctx = {
    db,
    clock,
    keys: await loadInstallationKeys(db, clock),
    hosts: rememberHosts(db, changes),
    site: {
      publicOrigin: "https://go.example",
      publicHost: "go.example",
      port: 8080,
      allowPrivateAddresses: false,
      mail: false,
    },
  };
});

async function newVisit(): Promise<Omit<SubscribeVisitor, "subscription">> {
  const workspaceId = await insertWorkspaceRow(store.db);
  const [linkId, groupId, origin] = [11, 5_001, "https://go.example"];
  return { workspaceId, linkId, groupId, euid: null, origin, address: "203.0.113.7" };
}

const subscribe = (visit: Omit<SubscribeVisitor, "subscription">, subscription: PushSubscription) =>
  subscribeVisitor(ctx, { ...visit, subscription });

const rows = (workspaceId: number) =>
  store.db.all(sql`
    select endpoint, p256dh, auth, origin, link_id as "linkId", group_id as "groupId", euid,
           created_at as "createdAt", updated_at as "updatedAt"
      from push_subscription where workspace_id = ${workspaceId}::bigint order by created_at`);

describe("a subscription", () => {
  test("given again, with other keys and on another link, is one: the later", async () => {
    const visit = await newVisit();
    const { subscription } = makeBrowser();
    const createdAt = now;
    await subscribe(visit, subscription);
    now = new Date(now.getTime() + 60_000);
    const later = { ...makeBrowser().subscription, endpoint: subscription.endpoint };
    await subscribe({ ...visit, linkId: 12, groupId: null }, later);
    const { origin } = visit;
    expect(await rows(visit.workspaceId)).toEqual([
      { ...later, origin, linkId: 12, groupId: null, euid: null, createdAt, updatedAt: now },
    ]);
  });

  test("belongs to one workspace: another keeps its own of the same browser", async () => {
    const [one, other] = [await newVisit(), await newVisit()];
    const { subscription } = makeBrowser();
    await subscribe(one, subscription);
    await subscribe(other, subscription);
    expect(await rows(one.workspaceId)).toHaveLength(1);
    expect(await rows(other.workspaceId)).toHaveLength(1);
  });

  test("of a user erased meanwhile is nobody's", async () => {
    const visit = await newVisit();
    await subscribe({ ...visit, euid: 10_000_009 }, makeBrowser().subscription);
    expect(await rows(visit.workspaceId)).toMatchObject([{ euid: null }]);
  });

  test("is refused where its endpoint is our own, and nothing is stored", async () => {
    const visit = await newVisit();
    const own = { ...makeBrowser().subscription, endpoint: "https://go.example/push" };
    await expect(subscribe(visit, own)).rejects.toMatchObject({
      code: "field_invalid",
      params: { field: "endpoint", reason: "url_loop" },
    });
    expect(await rows(visit.workspaceId)).toEqual([]);
  });
});

test("one network adds thirty an hour, and its known browsers are taken all the same", async () => {
  const visit = await newVisit();
  const browsers = Array.from({ length: 31 }, () => makeBrowser().subscription);
  const [first, ...others] = browsers;
  const last = others.pop();
  if (first === undefined || last === undefined) throw new Error("there are 31");
  for (const browser of [first, ...others]) await subscribe(visit, browser);
  await expect(subscribe(visit, last)).rejects.toMatchObject({ code: "rate_limited" });
  await subscribe(visit, first);
  await subscribe({ ...visit, address: "198.51.100.4" }, makeBrowser().subscription);
  now = new Date(now.getTime() + 3_600_001);
  await subscribe(visit, last);
  expect(await rows(visit.workspaceId)).toHaveLength(32);
});

test("every start, on any node, finds the same pair for push services", async () => {
  const [one, other] = await Promise.all([
    loadInstallationKeys(store.db, clock),
    loadInstallationKeys(store.db, clock),
  ]);
  expect(one.vapid).toEqual(other.vapid);
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(one.vapid.privateKey, "base64url");
  expect(pair.getPublicKey("base64url")).toBe(one.vapid.publicKey);
  expect(Buffer.from(one.vapid.privateKey, "base64url")).toHaveLength(32);
});
