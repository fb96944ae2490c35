import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type ChangeProperties,
  changeManyProperties,
  changeProperties,
} from "../../src/audience/change-properties.ts";
import { findUser } from "../../src/audience/find-user.ts";
import { identifyUser } from "../../src/audience/identify-user.ts";
import { loadUser, loadUserByIdentity } from "../../src/audience/load-user.ts";
import type { AudienceContext } from "../../src/audience/open-writes.ts";
import { Fault } from "../../src/kit/fault.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { insertTestWorkspace, openNodes } from "../support/audience-node.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
const at = new Date("2026-03-01T05:00:00Z");
let opened: Awaited<ReturnType<typeof openNodes>>;
let workspace: Workspace;
let contexts: readonly [AudienceContext, AudienceContext];

beforeAll(async () => {
  opened = await openNodes(store.place, store.db, () => at);
});
afterAll(async () => opened?.[Symbol.asyncDispose]());
beforeEach(async () => {
  workspace = await insertTestWorkspace(store.db, at);
  contexts = [opened.nodes[0].as(workspace), opened.nodes[1].as(workspace)];
});

const add = (ctx: AudienceContext, euid: number, member: string) =>
  changeProperties(ctx, { euid, operation: { type: "add", properties: { tags: member } } });

describe("two nodes", () => {
  test("that merge one pair at a time merge it once", async () => {
    const [one, other] = contexts;
    const ana = await identifyUser(one, { user_id: "ana" });
    const phone = await identifyUser(other, { registration_id: "phone" });
    const both = { user_id: "ana", registration_id: "phone" };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => identifyUser(contexts[index % 2] ?? one, both)),
    );
    expect(new Set(answers.map(({ euid }) => euid))).toEqual(new Set([ana.euid]));
    expect(answers.flatMap(({ merged }) => merged)).toEqual([phone.euid]);
  });

  test("that identify one unknown person at a time make one user", async () => {
    const identities = { user_id: "ana", anonymous_id: "browser", registration_id: ["a", "b"] };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        identifyUser(contexts[index % 2] ?? contexts[0], identities),
      ),
    );
    expect(new Set(answers.map(({ euid }) => euid)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
  });

  test("that merge in rings while the users are written lose neither a user nor a write", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `phone ${index}`);
    const made = await Promise.all(
      names.map((name) => identifyUser(contexts[0], { registration_id: name })),
    );
    const merges = names.flatMap((name, index) =>
      contexts.map((ctx, node) => {
        const next = names[(index + 1 + node * 4) % names.length];
        return identifyUser(ctx, { registration_id: [name, next] });
      }),
    );
    const writes = made.flatMap(({ euid }) =>
      contexts.map((ctx, node) => add(ctx, euid, `${euid} by ${node}`)),
    );
    await Promise.all([...merges, ...writes]);

    const users = new Set<number>();
    for (const name of names) {
      users.add((await loadUserByIdentity(contexts[0], "registration_id", name)).euid);
    }
    for (const { euid } of made) {
      expect(users).toContain(await findUser(store.db, workspace.id, euid));
    }
    const tags = new Set<unknown>();
    for (const euid of users) {
      const { properties } = await loadUser(contexts[1], euid);
      for (const tag of properties.get("tags") as string[]) tags.add(tag);
    }
    expect(tags.size).toBe(2 * names.length);
  });

  test("where one erases what the other merges leave either, and nothing between", async () => {
    const [one, other] = contexts;
    for (let round = 0; round < 10; round += 1) {
      const ana = await identifyUser(one, { user_id: `ana ${round}` });
      const phone = await identifyUser(one, { registration_id: `phone ${round}` });
      const both = { user_id: `ana ${round}`, registration_id: `phone ${round}` };
      const erasing = other.writes.transaction(async (tx) => {
        await tx.run({
          text: "delete from profile where workspace_id = $1 and euid = $2",
          values: [workspace.id, phone.euid],
        });
      });
      const [merged] = await Promise.all([identifyUser(one, both), erasing]);
      expect(merged.euid).toBe(ana.euid);
      const { identifiers } = await loadUser(one, ana.euid);
      expect(identifiers.map(({ value }) => value)).toContain(`phone ${round}`);
    }
  });
});

describe("a number that was merged", () => {
  test("leads to the last of a chain of winners in one step", async () => {
    const [ctx] = contexts;
    const chain = [await identifyUser(ctx, { registration_id: "one" })];
    chain.push(await identifyUser(ctx, { anonymous_id: "two" }));
    await identifyUser(ctx, { anonymous_id: "two", registration_id: "one" });
    const last = await identifyUser(ctx, { user_id: "three" });
    const merged = await identifyUser(ctx, { user_id: "three", anonymous_id: "two" });
    expect(merged).toEqual({ euid: last.euid, created: false, merged: [chain[1]?.euid] });
    for (const { euid } of chain) {
      expect(await findUser(store.db, workspace.id, euid)).toBe(last.euid);
    }
  });

  test("is the winner in a long batch too, of which each item finds what the one before left", async () => {
    const [ctx] = contexts;
    const phone = await identifyUser(ctx, { registration_id: "phone" });
    const ana = await identifyUser(ctx, { user_id: "ana" });
    const budi = await identifyUser(ctx, { user_id: "budi" });
    await identifyUser(ctx, { user_id: "ana", registration_id: "phone" });
    const euids = [ana.euid, phone.euid, budi.euid, 1];
    const changes = Array.from({ length: 1_000 }, (_, index) => ({
      euid: euids[index % 4] as number,
      operation: { type: "increase", properties: { n: 1 } },
    })) satisfies ChangeProperties[];
    const words = await changeManyProperties(ctx, changes);
    expect(words.filter((word) => word instanceof Fault)).toHaveLength(250);
    expect((await loadUser(ctx, ana.euid)).properties.get("n")).toBe(500);
    expect((await loadUser(ctx, budi.euid)).properties.get("n")).toBe(250);
  });
});
