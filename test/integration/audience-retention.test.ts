import { afterAll, beforeAll, expect, test } from "vitest";
import { changeManyProperties } from "../../src/audience/change-properties.ts";
import { deleteOldAnswers } from "../../src/audience/delete-old-answers.ts";
import { deleteOldHistory } from "../../src/audience/delete-old-history.ts";
import { register } from "../../src/audience/register.ts";
import { makeRunOnce } from "../../src/audience/run-once.ts";
import { countRows, insertTestWorkspace, openNodes } from "../support/audience-node.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
const start = new Date("2026-03-01T05:00:00Z");
let at = start;
let opened: Awaited<ReturnType<typeof openNodes>>;

beforeAll(async () => {
  opened = await openNodes(store.place, store.db, () => at);
});
afterAll(async () => opened?.[Symbol.asyncDispose]());

const DAY_MS = 24 * 3_600_000;

async function contextOf() {
  const workspace = await insertTestWorkspace(store.db, at);
  return opened.nodes[0].as(workspace);
}

test("history of before a day goes in small parts, what came later and other workspaces' stays", async () => {
  at = start;
  const [ctx, other] = [await contextOf(), await contextOf()];
  const fill = async (context: typeof ctx, count: number) => {
    const [user] = await register(context, { name: "user_id", values: ["a"], field: "" });
    const euid = user?.euid ?? 0;
    await changeManyProperties(
      context,
      Array.from({ length: count }, () => ({
        euid,
        operation: { type: "increase", properties: { n: 1 } },
      })),
    );
  };
  await fill(ctx, 700);
  await fill(other, 3);
  at = new Date(start.getTime() + DAY_MS);
  await fill(ctx, 5);
  const sweep = { workspaceId: ctx.workspace.id, before: at };
  expect(await deleteOldHistory(ctx, sweep)).toBe(true);
  expect(await countRows(store.db, "property_change", ctx.workspace.id)).toBe(205);
  expect(await deleteOldHistory(ctx, sweep)).toBe(false);
  expect(await countRows(store.db, "property_change", ctx.workspace.id)).toBe(5);
  expect(await countRows(store.db, "property_change", other.workspace.id)).toBe(3);
});

test("stored answers go after a day", async () => {
  at = start;
  const ctx = await contextOf();
  const once = makeRunOnce(opened.nodes[0].writes);
  await once(ctx, { key: "old", parts: [] }, async () => "old");
  at = new Date(start.getTime() + DAY_MS);
  await once(ctx, { key: "new", parts: [] }, async () => "new");
  expect(await deleteOldAnswers(ctx, { workspaceId: ctx.workspace.id })).toBe(false);
  expect(await countRows(store.db, "idempotent_answer", ctx.workspace.id)).toBe(1);
  expect(await once(ctx, { key: "new", parts: [] }, async () => "again")).toBe("new");
});
