import { createECDH } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { openChanges } from "../../src/db/changes.ts";
import { sql } from "../../src/db/sql.ts";
import { claimSubscription } from "../../src/notifications/claim-subscription.ts";
import { joinSubscriber } from "../../src/notifications/join-subscriber.ts";
import type { PushSubscription } from "../../src/notifications/push-subscription.ts";
import {
  type SubscribeVisitor,
  subscribeVisitor,
} from "../../src/notifications/subscribe-visitor.ts";
import { rememberHosts } from "../../src/workspaces/find-workspace.ts";
import { loadInstallationKeys } from "../../src/workspaces/load-installation-keys.ts";
import { insertWorkspaceRow } from "../support/node.ts";
import { newPerson } from "../support/people.ts";
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
    select endpoint, p256dh, auth, origin, euid, created_at as "createdAt",
           updated_at as "updatedAt"
      from push_subscription where workspace_id = ${workspaceId}::bigint order by created_at`);

const places = (workspaceId: number) =>
  store.db.all(sql`
    select link_id as "linkId", group_id as "groupId"
      from push_place where workspace_id = ${workspaceId}::bigint order by link_id, group_id`);

const owner = async (workspaceId: number) =>
  (
    await store.db.all<{ euid: number | null }>(sql`
    select euid from push_subscription where workspace_id = ${workspaceId}::bigint`)
  )[0]?.euid;

/** A browser that subscribed at this visit, and comes again as one that carries the cookie. */
async function subscriber(visit: Omit<SubscribeVisitor, "subscription">) {
  const hash = await subscribe(visit, makeBrowser().subscription);
  const { address: _, ...place } = visit;
  return {
    join: (on: Partial<SubscribeVisitor> = {}) =>
      joinSubscriber(ctx, { ...place, endpointHash: hash, ...on }),
    claim: (euid: number) => claimSubscription(ctx, { ...place, endpointHash: hash, euid }),
  };
}

describe("a subscription", () => {
  test("given again, with other keys and on another link, is one with the later keys and both places", async () => {
    const visit = await newVisit();
    const { subscription } = makeBrowser();
    const createdAt = now;
    await subscribe(visit, subscription);
    now = new Date(now.getTime() + 60_000);
    const later = { ...makeBrowser().subscription, endpoint: subscription.endpoint };
    await subscribe({ ...visit, linkId: 12, groupId: null }, later);
    const { origin } = visit;
    await subscribe(visit, later);
    expect(await rows(visit.workspaceId)).toEqual([
      { ...later, origin, euid: null, createdAt, updatedAt: now },
    ]);
    expect(await places(visit.workspaceId)).toEqual([
      { linkId: 11, groupId: 5_001 },
      { linkId: 12, groupId: 0 },
    ]);
  });

  test("keeps its user at a plain visit, and changes it at another known user's", async () => {
    const visit = await newVisit();
    const { workspaceId } = visit;
    const [rara, budi] = [
      await newPerson(store.db, workspaceId),
      await newPerson(store.db, workspaceId),
    ];
    const { subscription } = makeBrowser();
    const hash = await subscribe(visit, subscription);
    const again = async (euid: number | null) => {
      await subscribe({ ...visit, euid }, subscription);
      return owner(workspaceId);
    };
    const joined = async (euid: number | null) => {
      await joinSubscriber(ctx, { ...visit, endpointHash: hash, euid });
      return owner(workspaceId);
    };
    expect(await again(null)).toBe(null);
    expect(await again(rara)).toBe(rara);
    expect(await again(null)).toBe(rara);
    expect(await joined(null)).toBe(rara);
    expect(await joined(10_000_009)).toBe(rara);
    expect(await joined(budi)).toBe(budi);
    expect(await again(null)).toBe(budi);
    await claimSubscription(ctx, { ...visit, endpointHash: hash, euid: rara });
    expect(await owner(workspaceId)).toBe(rara);
    await claimSubscription(ctx, { ...visit, endpointHash: hash, euid: 10_000_009 });
    expect(await owner(workspaceId)).toBe(rara);
  });

  test("has so many places at most: the one given longest ago makes room", async () => {
    const visit = await newVisit();
    const { join } = await subscriber(visit);
    for (let linkId = 100; linkId < 601; linkId++) {
      now = new Date(now.getTime() + 1);
      await join({ linkId });
    }
    const kept = await places(visit.workspaceId);
    expect(kept).toHaveLength(500);
    expect(kept[0]).toMatchObject({ linkId: 101 });
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

describe("a browser that comes with its subscription", () => {
  test("is joined to another place, once", async () => {
    const visit = await newVisit();
    const { join } = await subscriber(visit);
    expect(await join({ linkId: 12, groupId: null })).toBe(true);
    expect(await join({ linkId: 12, groupId: null })).toBe(true);
    expect(await places(visit.workspaceId)).toHaveLength(2);
  });

  test.for<[string, Partial<SubscribeVisitor>]>([
    ["another workspace", { workspaceId: 1 }],
    ["another domain", { origin: "https://other.example" }],
  ])("is not joined in %s", async ([, elsewhere]) => {
    const visit = await newVisit();
    const { join } = await subscriber(visit);
    expect(await join(elsewhere)).toBe(false);
    expect(await places(visit.workspaceId)).toHaveLength(1);
  });

  test("is not joined once the subscription is gone", async () => {
    const visit = await newVisit();
    const { join } = await subscriber(visit);
    await store.db.run(sql`
      delete from push_subscription where workspace_id = ${visit.workspaceId}::bigint`);
    expect(await join({ linkId: 12 })).toBe(false);
    expect(await places(visit.workspaceId)).toEqual([]);
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
