import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeManyProperties, changeProperties } from "../../src/audience/change-properties.ts";
import { loadUser } from "../../src/audience/load-user.ts";
import { lockAttributeRegistry } from "../../src/audience/lock-attribute-registry.ts";
import type { AudienceContext } from "../../src/audience/open-writes.ts";
import { register } from "../../src/audience/register.ts";
import { makeRunOnce } from "../../src/audience/run-once.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import {
  type AudienceNode,
  countRows,
  insertTestWorkspace,
  openNodes,
} from "../support/audience-node.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
const at = new Date("2026-03-01T05:00:00Z");
let opened: Awaited<ReturnType<typeof openNodes>> | undefined;
let nodes: readonly [AudienceNode, AudienceNode];
let workspace: Workspace;
let contexts: readonly [AudienceContext, AudienceContext];

beforeAll(async () => {
  opened = await openNodes(store.place, store.db, () => at);
  nodes = opened.nodes;
});
afterAll(async () => opened?.[Symbol.asyncDispose]());
beforeEach(async () => {
  workspace = await insertTestWorkspace(store.db, at);
  contexts = [nodes[0].as(workspace), nodes[1].as(workspace)];
});

const set = (euid: number, properties: Record<string, unknown>) =>
  ({ euid, operation: { type: "set", properties } }) as const;
const increase = (euid: number, properties: Record<string, unknown>) =>
  ({ euid, operation: { type: "increase", properties } }) as const;

async function users(count: number): Promise<number[]> {
  const euids: number[] = [];
  for (let from = 0; from < count; from += 100) {
    const length = Math.min(100, count - from);
    const values = Array.from({ length }, (_, index) => `user ${from + index}`);
    const made = await register(contexts[0], { name: "user_id", values, field: "" });
    euids.push(...made.map(({ euid }) => euid));
  }
  return euids;
}

/** Calls that both nodes make at the same moment, each in a shuffled order of its own. */
function onBoth<T>(count: number, make: (ctx: AudienceContext, at: number) => Promise<T>) {
  return Promise.all(
    contexts.flatMap((ctx, node) =>
      Array.from({ length: count }, (_, index) =>
        make(ctx, node === 0 ? index : count - 1 - index),
      ),
    ),
  );
}

describe("two nodes", () => {
  test("that register the same values at a time give each one user, and leave no other", async () => {
    const answers = await onBoth(60, async (ctx, index) => {
      const values = [`shared ${index % 20}`, `shared ${(index + 7) % 20}`];
      return register(ctx, { name: "user_id", values, field: "identity_values" });
    });
    const euids = new Map<string, Set<number>>();
    for (const { value, euid } of answers.flat()) {
      euids.set(value, (euids.get(value) ?? new Set()).add(euid));
    }
    expect([...euids.values()].map((each) => each.size)).toEqual(Array(20).fill(1));
    expect(await countRows(store.db, "profile", workspace.id)).toBe(20);
  });

  test("that change the same users in another order lose no update", async () => {
    const euids = await users(10);
    await onBoth(200, (ctx, index) =>
      changeProperties(ctx, increase(euids[index % 10] as number, { n: 1 })),
    );
    for (const euid of euids) {
      expect(Object.fromEntries((await loadUser(contexts[0], euid)).properties)).toEqual({ n: 40 });
    }
    expect(await countRows(store.db, "property_change", workspace.id)).toBe(400);
  });

  test("whose batches cross do not deadlock, and each is applied whole", async () => {
    const euids = await users(300);
    const batch = (ctx: AudienceContext, list: readonly number[]) =>
      changeManyProperties(
        ctx,
        list.map((euid) => increase(euid, { n: 1 })),
      );
    const [one, other] = contexts;
    const words = await Promise.all([
      batch(one, euids),
      batch(other, euids.toReversed()),
      ...euids.slice(0, 50).map((euid) => changeProperties(other, increase(euid, { n: 1 }))),
    ]);
    expect(words.flat().every((word) => "refused" in word && word.refused.length === 0)).toBe(true);
    const first = await loadUser(one, euids[0] as number);
    const last = await loadUser(other, euids.at(-1) as number);
    expect(first.properties.get("n")).toBe(3);
    expect(last.properties.get("n")).toBe(2);
  });

  test("that see a new attribute at a time agree on its one type", async () => {
    const [mine, theirs] = (await users(2)) as [number, number];
    const [one, other] = contexts;
    const words = await Promise.all([
      changeProperties(one, set(mine, { fresh: 1 })),
      changeProperties(other, set(theirs, { fresh: "text" })),
    ]);
    const refused = words.flatMap((word) => word.refused.map(({ fault }) => fault.code));
    expect(refused).toEqual(["value_type_wrong"]);
    expect(await countRows(store.db, "attribute", workspace.id)).toBe(1);
  });

  test("hear at once of a lock: it is so at the commit, whatever a node remembers", async () => {
    const [euid] = (await users(1)) as [number];
    const [one, other] = contexts;
    await changeProperties(other, set(euid, { known: 1 }));
    await lockAttributeRegistry(one, true);
    const word = await changeProperties(other, set(euid, { known: 2, fresh: 1 }));
    expect(word.refused.map(({ name, fault }) => [name, fault.code])).toEqual([
      ["fresh", "attribute_locked"],
    ]);
  });

  test("do a call with one Idempotency-Key once", async () => {
    const [euid] = (await users(1)) as [number];
    const once = nodes.map(({ writes }) => makeRunOnce(writes));
    const answers = await onBoth(10, async (ctx, index) =>
      once[ctx === contexts[0] ? 0 : 1]?.(ctx, { key: "k", parts: ["same"] }, async (within) => {
        await changeProperties(within, increase(euid, { n: 1 }));
        return `${index}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect((await loadUser(contexts[0], euid)).properties.get("n")).toBe(1);
  });
});

describe("a call with an Idempotency-Key that throws", () => {
  test("leaves neither its answer nor what it wrote", async () => {
    const [euid] = (await users(1)) as [number];
    const [ctx] = contexts;
    const once = makeRunOnce(nodes[0].writes);
    const request = { key: "k", parts: ["same"] };
    const failing = once(ctx, request, async (within) => {
      await changeProperties(within, increase(euid, { n: 1 }));
      throw new Error("the process of answering failed");
    });
    await expect(failing).rejects.toThrow("failed");
    expect(await countRows(store.db, "idempotent_answer", workspace.id)).toBe(0);
    expect((await loadUser(ctx, euid)).properties.size).toBe(0);
    expect(await once(ctx, request, async () => "done")).toBe("done");
  });
});
