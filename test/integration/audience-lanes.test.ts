import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { changeProperties } from "../../src/audience/change-properties.ts";
import { register } from "../../src/audience/register.ts";
import { makeRunOnce } from "../../src/audience/run-once.ts";
import { changePropertyBatch } from "../../src/http/audience-api/change-property-batch.ts";
import { insertTestWorkspace, openNodes } from "../support/audience-node.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
const at = new Date("2026-03-01T05:00:00Z");
let opened: Awaited<ReturnType<typeof openNodes>> | undefined;

beforeAll(async () => {
  opened = await openNodes(store.place, store.db, () => at);
});
afterAll(async () => opened?.[Symbol.asyncDispose]());

/** Where there are several connections, neither waits. */
test.runIf(inject("store") === "embedded")(
  "a single write goes before a batch with an Idempotency-Key that came first",
  async () => {
    const [node] = opened?.nodes ?? [];
    if (node === undefined) throw new Error("no node");
    const ctx = node.as(await insertTestWorkspace(store.db, at));
    const [user] = await register(ctx, { name: "user_id", values: ["sari"], field: "" });
    const call = {
      euid: user?.euid ?? 0,
      operation: { type: "increase", properties: { visits: 1 } },
    } as const;
    // The first registers the attribute; the second finds the registry, which is then remembered.
    await changeProperties(ctx, call);
    await changeProperties(ctx, call);

    const done: string[] = [];
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const holding = store.db.transaction(() => held);
    const once = { key: "k", parts: [], lane: changePropertyBatch.lane };
    const batch = makeRunOnce(node.writes)(ctx, once, async () => {
      done.push("batch");
      return "";
    });
    await turn();
    const single = changeProperties(ctx, call).then(() => done.push("single"));
    // Both wait for the connection by then.
    await turn();
    await turn();
    letGo();
    await Promise.all([holding, batch, single]);
    expect(done).toEqual(["single", "batch"]);
  },
);
