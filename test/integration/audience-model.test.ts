import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { listAttributes } from "../../src/audience/list-attributes.ts";
import { loadUser } from "../../src/audience/load-user.ts";
import { type AudienceContext, openWrites } from "../../src/audience/open-writes.ts";
import { register } from "../../src/audience/register.ts";
import { sql } from "../../src/db/sql.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { parseExact } from "../../src/kit/json.ts";
import type { Values } from "../support/audience-model.ts";
import { insertTestWorkspace, openNodes } from "../support/audience-node.ts";
import { type HistoryRow, replay } from "../support/audience-replay.ts";
import { runScript } from "../support/audience-run.ts";
import { type Action, SHARED, script, USERS } from "../support/audience-scripts.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
const at = new Date("2026-03-01T05:00:00Z");
let opened: Awaited<ReturnType<typeof openNodes>>;
/** Those of several nodes, or of the only one, with the profiles that it remembers. */
let writers: readonly AudienceContext["writes"][];

beforeAll(async () => {
  opened = await openNodes(store.place, store.db, systemClock);
  const { nodes } = opened;
  const enqueue = () => Promise.reject(new Error("there is no queue"));
  writers =
    inject("store") === "embedded"
      ? [openWrites({ db: store.db, changes: nodes[0].changes, clock: systemClock, enqueue })]
      : nodes.map(({ writes }) => writes);
});
afterAll(async () => opened?.[Symbol.asyncDispose]());

/** A workspace in which the shared attributes are known, and nobody has a value. */
async function start() {
  const workspace = await insertTestWorkspace(store.db, at);
  const contexts = writers.map((writes) => ({ ...opened.nodes[0].as(workspace), writes }));
  const [ctx] = contexts as [AudienceContext];
  const values = Array.from({ length: USERS + 1 }, (_, user) => `user ${user}`);
  const users = await register(ctx, { name: "user_id", values, field: "" });
  const [other = 0, ...euids] = users.map(({ euid }) => euid);
  const properties = Object.fromEntries(SHARED.map(([name, , value]) => [name, value]));
  const call = { workspaceId: workspace.id, dataSourceId: 0, zone: "UTC", euid: other };
  await ctx.writes.changeProperties({ ...call, operation: { type: "set", properties } });
  return { ctx, contexts, euids };
}

async function historyOf(ctx: AudienceContext, euid: number): Promise<HistoryRow[]> {
  const rows = await store.db.all<{ number: number; operation: string; changes: string }>(sql`
    select data_source_id as number, operation, changes::text as changes
      from property_change
     where workspace_id = ${ctx.workspace.id}::bigint and euid = ${euid}::bigint
       and operation <> 'contact'
     order by changed_at, change_id`);
  return rows.map(({ number, operation, changes }) => ({
    number,
    operation,
    changes: (parseExact(changes) as { name: string; old: unknown; new: unknown }[]).map(
      (change) => ({ name: change.name, old: jsonOf(change.old), new: jsonOf(change.new) }),
    ),
  }));
}

async function valuesOf(ctx: AudienceContext, euid: number): Promise<Values> {
  const row = await store.db.one<{ properties: string }>(sql`
    select properties::text as properties
      from profile
     where workspace_id = ${ctx.workspace.id}::bigint and euid = ${euid}::bigint`);
  const properties = parseExact(row?.properties ?? "") as Record<string, unknown>;
  return new Map(Object.keys(properties).map((name) => [name, jsonOf(properties[name]) ?? ""]));
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

async function contactsOf(ctx: AudienceContext, euids: readonly number[]) {
  const users = await Promise.all(euids.map((euid) => loadUser(ctx, euid)));
  return users.flatMap(({ euid, contacts }) =>
    [...contacts].map(([name, { raw }]) => [`${euid} ${name}`, raw] as const),
  );
}

async function check(actions: readonly (readonly Action[])[]): Promise<void> {
  const { ctx, contexts, euids } = await start();
  const run = await runScript(contexts, euids, actions);
  for (const euid of euids) {
    const { values, complaints } = replay(run, euid, await historyOf(ctx, euid));
    expect(complaints).toEqual([]);
    expect(await valuesOf(ctx, euid)).toEqual(values);
  }
  const attributes = await listAttributes(ctx);
  expect(new Map(attributes.map(({ name, type }) => [name, type]))).toEqual(run.kinds);
  expect(new Map(await contactsOf(ctx, euids))).toEqual(run.contacts);
}

test("whatever clients do at once, users and history end as the model says", async () => {
  await fc.assert(fc.asyncProperty(script, check), {
    numRuns: 60,
    interruptAfterTimeLimit: 20_000,
  });
}, 60_000);
