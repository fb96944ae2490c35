import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { purgePasswordAttempts } from "../../src/links/purge-password-attempts.ts";
import { makeTryPassword, type TryOutcome } from "../../src/links/try-password.ts";
import { loadInstallationKeys } from "../../src/workspaces/load-installation-keys.ts";
import { insertWorkspaceRow } from "../support/node.ts";
import { hashPassword } from "../support/password.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword("kopi");
});

let links = 0;

async function setUp() {
  let now = new Date("2026-03-10T12:00:00Z");
  const ctx = {
    db: store.db,
    clock: () => now,
    keys: await loadInstallationKeys(store.db, () => now),
  };
  links += 1;
  const workspaceId = await insertWorkspaceRow(store.db);
  const lock = { opens: "link", workspaceId, linkId: links, passwordHash } as const;
  // Two nodes, which know nothing of each other.
  const nodes = [makeTryPassword(ctx), makeTryPassword(ctx)];
  let turn = 0;
  return {
    ctx,
    workspaceId: lock.workspaceId,
    tries: async (password: string, address = "203.0.113.7"): Promise<TryOutcome> => {
      turn += 1;
      const node = nodes[turn % 2];
      if (node === undefined) throw new Error("two nodes");
      return node({ lock, password, address });
    },
    rows: () =>
      store.db.all(sql`
        select visitor_hash as "visitorHash", cardinality(tried_at) as tries
          from password_attempt where workspace_id = ${lock.workspaceId}`),
    later: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

describe("tries of a password", () => {
  test("at once on two nodes are five wrong ones together", async () => {
    const { tries } = await setUp();
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => tries("teh")));
    expect(outcomes.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect(outcomes.filter(({ kind }) => kind === "wait")).toHaveLength(11);
  });

  test("leave nothing behind when they were right", async () => {
    const { tries, rows } = await setUp();
    for (let i = 0; i < 7; i++) expect(await tries("kopi")).toEqual({ kind: "right" });
    expect(await rows()).toEqual([]);
  });

  test("are kept without the address, and purged when they count no more", async () => {
    const { tries, rows, later, ctx, workspaceId } = await setUp();
    await tries("teh");
    later(60_000);
    await tries("teh", "203.0.113.8");
    const kept = await rows();
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain("203.0.113");
    later(4 * 60_000 + 1);
    expect(await purgePasswordAttempts(ctx, workspaceId)).toBe(1);
    expect(await rows()).toHaveLength(1);
  });
});
