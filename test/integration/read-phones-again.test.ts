import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeContacts } from "../../src/audience/change-contacts.ts";
import { identifyUser } from "../../src/audience/identify-user.ts";
import { listTimeline } from "../../src/audience/list-timeline.ts";
import { loadUser } from "../../src/audience/load-user.ts";
import type { AudienceContext } from "../../src/audience/open-writes.ts";
import { type ReadPhonesAgain, readPhonesAgain } from "../../src/audience/read-phones-again.ts";
import type { Database } from "../../src/db/database.ts";
import { sql } from "../../src/db/sql.ts";
import { insertTestWorkspace, openNodes } from "../support/audience-node.ts";
import { newPerson, removePerson } from "../support/people.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
const NOW = new Date("2026-03-01T05:00:00Z");
let opened: Awaited<ReturnType<typeof openNodes>> | undefined;
let ctx: AudienceContext;

beforeAll(async () => {
  opened = await openNodes(store.place, store.db, () => NOW);
});
afterAll(async () => opened?.[Symbol.asyncDispose]());
beforeEach(async () => {
  const workspace = await insertTestWorkspace(store.db, NOW);
  const node = opened?.nodes[0];
  if (node === undefined) throw new Error("no nodes");
  ctx = node.as(workspace);
  await moveTo("ID");
});

async function moveTo(country: string): Promise<void> {
  await store.db.run(sql`
    update workspace set home_country = ${country}::text
     where workspace_id = ${ctx.workspace.id}::bigint`);
  ctx = { ...ctx, workspace: { ...ctx.workspace, homeCountry: country } };
}

/** A user whose phone an earlier version read. */
async function userOfBefore(raw: string, normalized: string | null): Promise<number> {
  const euid = await newPerson(store.db, ctx.workspace.id);
  await store.db.run(sql`
    update profile set mobile_phone = ${raw}::text, mobile_phone_e164 = ${normalized}::text
     where workspace_id = ${ctx.workspace.id}::bigint and euid = ${euid}::bigint`);
  return euid;
}

const reading = (with_: Partial<ReadPhonesAgain> = {}): ReadPhonesAgain => ({
  workspaceId: ctx.workspace.id,
  origin: "upgrade",
  askedAt: NOW.toISOString(),
  ...with_,
});

async function normalizedOf(euid: number): Promise<string | null | undefined> {
  return (await loadUser(ctx, euid)).contacts.get("mobile_phone")?.normalized;
}

async function changesOf(euid: number): Promise<object[]> {
  const { items } = await listTimeline(ctx, { euid, after: null, limit: 50 });
  return items.map(({ place: _, ...item }) => item);
}

/** The store until it has run so many transactions; then the process is gone. */
function dyingAfter(transactions: number): Database {
  let left = transactions;
  return {
    ...store.db,
    transaction: (work, lane) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error("killed")) : store.db.transaction(work, lane);
    },
  };
}

describe("after the upgrade all phones are read by the rule of today", () => {
  test("a number of another country becomes ambiguous, and the timeline says so, masked", async () => {
    const wrong = await userOfBefore("18023456879", "+18023456879");
    const landLine = await userOfBefore("62 812-345-678", "+6262812345678");
    const right = await userOfBefore("0812-3456-7890", "+6281234567890");
    await readPhonesAgain(ctx, reading());
    expect(await normalizedOf(wrong)).toBeNull();
    expect(await normalizedOf(landLine)).toBe("+62812345678");
    expect(await normalizedOf(right)).toBe("+6281234567890");
    expect(await changesOf(wrong)).toEqual([
      {
        type: "change",
        operation: "contact",
        name: "mobile_phone",
        old: "+1 ••• 879",
        new: "••• 879",
        source: "upgrade",
      },
    ]);
    expect(await changesOf(right)).toEqual([]);
  });

  test("it goes on where it was interrupted, and does nothing twice", async () => {
    const users: number[] = [];
    for (let user = 0; user < 120; user += 1) {
      users.push(await userOfBefore("18023456879", "+18023456879"));
    }
    const killed = readPhonesAgain({ ...ctx, db: dyingAfter(2) }, reading());
    await expect(killed).rejects.toThrow("killed");
    const read = await Promise.all(users.map(normalizedOf));
    expect(read.filter((normalized) => normalized === null)).toHaveLength(50);
    // What was read before the interruption would be read wrongly now, if it were read again.
    await moveTo("US");
    await readPhonesAgain(ctx, reading());
    await readPhonesAgain(ctx, reading());
    expect(await Promise.all(users.map(normalizedOf))).toEqual(
      users.map((_, index) => (index < 50 ? null : "+18023456879")),
    );
  });

  test("a user that was erased meanwhile stays gone", async () => {
    const [first, gone] = [
      await userOfBefore("18023456879", "+18023456879"),
      await userOfBefore("18023456879", "+18023456879"),
    ];
    await removePerson(store.db, ctx.workspace.id, gone);
    await readPhonesAgain(ctx, reading());
    expect(await normalizedOf(first)).toBeNull();
    const left = await store.db.all(sql`
      select euid from property_change
       where workspace_id = ${ctx.workspace.id}::bigint and euid = ${gone}::bigint`);
    expect(left).toEqual([]);
  });
});

describe("a change of the home country", () => {
  test("reads numbers without + and 00 again, however many users passed before", async () => {
    const euid = await userOfBefore("18023456879", null);
    const abroad = await userOfBefore("+62 812-3456-7890", "+6281234567890");
    await readPhonesAgain(ctx, reading());
    await moveTo("CN");
    const askedAt = new Date(NOW.getTime() + 1).toISOString();
    await readPhonesAgain(ctx, reading({ origin: "home_country", askedAt }));
    expect(await normalizedOf(euid)).toBe("+8618023456879");
    expect(await normalizedOf(abroad)).toBe("+6281234567890");
    expect(await changesOf(euid)).toMatchObject([
      { old: "••• 879", new: "+86 ••• 879", source: "home_country" },
    ]);
  });

  test("holds for a call that was read by the one before", async () => {
    const euid = await userOfBefore("", null);
    const late = ctx;
    await moveTo("CN");
    await changeContacts(late, { euid, contacts: { mobile_phone: "18023456879" } });
    expect(await normalizedOf(euid)).toBe("+8618023456879");
  });

  test("holds for what a merge takes over", async () => {
    const other = await identifyUser(ctx, { anonymous_id: "browser" });
    await changeContacts(ctx, { euid: other.euid, contacts: { mobile_phone: "18023456879" } });
    const winner = await identifyUser(ctx, { user_id: "rara" });
    await moveTo("CN");
    await identifyUser(ctx, { user_id: "rara", anonymous_id: "browser" });
    expect(await normalizedOf(winner.euid)).toBe("+8618023456879");
    expect(await changesOf(winner.euid)).toMatchObject([
      { type: "merge" },
      { operation: "contact", name: "mobile_phone", old: null, new: "+86 ••• 879", source: 1 },
      { operation: "contact", old: null, new: "••• 879" },
    ]);
  });
});
