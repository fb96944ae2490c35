import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { changeContacts } from "../../src/audience/change-contacts.ts";
import { changeProperties } from "../../src/audience/change-properties.ts";
import { identifyUser } from "../../src/audience/identify-user.ts";
import { loadUser } from "../../src/audience/load-user.ts";
import type { AudienceContext, SharedWrites } from "../../src/audience/open-writes.ts";
import { readPhonesAgain } from "../../src/audience/read-phones-again.ts";
import { sql } from "../../src/db/sql.ts";
import { Fault } from "../../src/kit/fault.ts";
import { insertTestWorkspace, openNodes } from "../support/audience-node.ts";
import { useStore } from "../support/store.ts";
import { openStoreWay, type StoreWay } from "../support/store-way.ts";

/** Comes again where the store was busy for a second, as a client does; nothing was done then. */
async function untilTaken<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "busy") throw error;
    }
  }
}

/** The embedded store runs one transaction at a time: nobody waits for a user there. */
describe.runIf(inject("store") === "postgres")("two nodes that want the same users", () => {
  const store = useStore();
  let way: StoreWay;
  let opened: Awaited<ReturnType<typeof openNodes>> | undefined;
  let contexts: readonly [AudienceContext, AudienceContext];
  let shared: SharedWrites;
  /** A transaction that lost a deadlock is rolled back, and run again without a word. */
  let rollbacks = 0;

  beforeAll(async () => {
    way = await openStoreWay(store.place.url ?? "");
    way.hear = (_, sent) => {
      if (sent.includes("rollback\0")) rollbacks += 1;
      return true;
    };
    opened = await openNodes({ url: way.url, folder: "" }, store.db, () => new Date());
  });
  afterAll(async () => {
    await opened?.[Symbol.asyncDispose]();
    await way[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    const workspace = await insertTestWorkspace(store.db, new Date());
    const [one, other] = opened?.nodes ?? [];
    if (one === undefined || other === undefined) throw new Error("no nodes");
    contexts = [one.as(workspace), other.as(workspace)];
    shared = one.writes;
    rollbacks = 0;
  });

  const increase = (ctx: AudienceContext, euid: number) =>
    changeProperties(ctx, { euid, operation: { type: "increase", properties: { n: 1 } } });

  async function users(count: number): Promise<number[]> {
    const euids: number[] = [];
    for (let index = 0; index < count; index += 1) {
      euids.push((await identifyUser(contexts[0], { user_id: `user ${index}` })).euid);
    }
    return euids;
  }

  /** All at once and on both nodes; each call picks its user by a stride of its own. */
  const crowd = <T>(count: number, call: (ctx: AudienceContext, index: number) => Promise<T>) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        untilTaken(() => call(contexts[index % 2] as AudienceContext, index * 7 + (index >> 3))),
      ),
    );

  test("by numbers of before a merge are held in one order: no transaction runs twice", async () => {
    const winners = await users(12);
    const merged: number[] = [];
    for (const index of winners.keys()) {
      const { euid } = await identifyUser(contexts[0], { anonymous_id: `visitor ${index}` });
      merged.push(euid);
      const of = { user_id: `user ${index}`, anonymous_id: `visitor ${index}` };
      await identifyUser(contexts[0], of);
    }
    const numbers = [...winners, ...merged].toReversed();
    const pick = (index: number) => numbers[index % numbers.length] as number;
    rollbacks = 0;
    await Promise.all([
      crowd(480, (ctx, index) => increase(ctx, pick(index))),
      crowd(480, (ctx, index) =>
        changeContacts(ctx, { euid: pick(index * 5), contacts: { email: `${index}@example.com` } }),
      ),
    ]);
    expect(rollbacks).toBe(0);
    const profiles = await Promise.all(winners.map((euid) => loadUser(contexts[1], euid)));
    const sum = profiles.reduce((all, { properties }) => all + Number(properties.get("n") ?? 0), 0);
    expect(sum).toBe(480);
  });

  test("identify them and change them at a time: no transaction runs twice", async () => {
    const euids = await users(12);
    await increase(contexts[0], euids[0] as number);
    rollbacks = 0;
    await Promise.all([
      crowd(240, (ctx, index) =>
        identifyUser(ctx, {
          user_id: `user ${11 - (index % 12)}`,
          registration_id: `app ${index}`,
        }),
      ),
      crowd(480, (ctx, index) => increase(ctx, euids[index % 12] as number)),
    ]);
    expect(rollbacks).toBe(0);
  });

  test("date a merge and a contact after what they waited for", async () => {
    const [one, other] = contexts;
    const { euid } = await identifyUser(one, { user_id: "ana" });
    const visitor = await identifyUser(one, { anonymous_id: "visitor" });
    const add = (ctx: AudienceContext, number: number, tag: string) =>
      changeProperties(ctx, {
        euid: number,
        operation: { type: "add", properties: { tags: [tag] } },
      });
    await add(one, euid, "first");
    await add(one, visitor.euid, "merged");
    let waiting: Promise<unknown> | undefined;
    await shared.together(async (writes) => {
      const within = { ...one, writes };
      await add(within, euid, "second");
      waiting = Promise.all([
        changeContacts(other, { euid, contacts: { email: "ana@example.com" } }),
        identifyUser(other, { user_id: "ana", anonymous_id: "visitor" }),
      ]);
      await expect.poll(() => countWaiting()).toBe(2);
      await add(within, euid, "third");
    });
    await waiting;
    const changes = await changesOf(one.workspace.id, euid);
    expect(changes.map((change) => change.new)).toEqual([
      ["first"],
      ["first", "second"],
      ["first", "second", "third"],
      ["first", "second", "third", "merged"],
    ]);
    const { updatedAt } = await loadUser(one, euid);
    expect(updatedAt.getTime()).toBeGreaterThanOrEqual(changes.at(-1)?.at ?? Number.NaN);
  });

  test("read a phone by the home country that came while its call was under way", async () => {
    const [one, other] = contexts;
    const { euid } = await identifyUser(one, { user_id: "ana" });
    const { id: workspaceId } = one.workspace;
    let job: Promise<void> | undefined;
    await shared.together(async (writes) => {
      const contacts = { mobile_phone: "18023456879" };
      await changeContacts({ ...one, writes }, { euid, contacts });
      await store.db.run(sql`
        update workspace set home_country = 'CN' where workspace_id = ${workspaceId}::bigint`);
      const askedAt = new Date().toISOString();
      job = readPhonesAgain(other, { workspaceId, origin: "home_country", askedAt });
      await expect.poll(() => countWaiting()).toBe(1);
    });
    await job;
    const { contacts } = await loadUser(one, euid);
    expect(contacts.get("mobile_phone")?.normalized).toBe("+8618023456879");
  });

  async function countWaiting(): Promise<number> {
    const row = await store.db.one<{ count: number }>(sql`
      select count(*)::integer as count
        from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`);
    return row?.count ?? 0;
  }

  interface Told {
    readonly at: number;
    readonly new: unknown;
  }

  /** What was done to the tags of this user itself, in the order that its history tells. */
  async function changesOf(workspaceId: number, euid: number): Promise<Told[]> {
    const rows = await store.db.all<{ at: Date; changes: string }>(sql`
      select changed_at as at, changes::text as changes
        from property_change
       where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint
         and operation <> 'contact'
       order by changed_at, change_id`);
    return rows.flatMap(({ at, changes }) =>
      (JSON.parse(changes) as Omit<Told, "at">[]).map((change) => ({
        ...change,
        at: at.getTime(),
      })),
    );
  }
});
