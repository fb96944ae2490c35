import { randomUUID } from "node:crypto";
import type { Database } from "./database.ts";

/** What one process of all that share a store does at a time. */
export interface Lease {
  /**
   * "taken": from now on it is ours, and whoever had it is gone. "held": it was and still is. Null:
   * another process has it.
   */
  hold(): Promise<"taken" | "held" | null>;
  /** Lets the next one begin at once. */
  release(): Promise<void>;
}

/** A holder that said nothing for so long is taken for dead. */
const SILENT_SECONDS = 10;
const RENEW_MS = 2_000;

/** By the store's own clock, which is one for all. The only process on a store need not ask. */
export function openLease(database: Database, name: string): Lease {
  const db = database.in("background");
  const holder = randomUUID();
  let renewedAt: number | null = null;

  async function ask(): Promise<"taken" | "held" | null> {
    const renewed = await db.run({
      text: "update lease set alive_at = now() where name = $1 and holder = $2",
      values: [name, holder],
      foreign: true,
    });
    if (renewed > 0) return renewedAt === null ? "taken" : "held";
    const taken = await db.run({
      text: `
        insert into lease as l (name, holder, alive_at) values ($1, $2, now())
        on conflict (name) do update set holder = excluded.holder, alive_at = excluded.alive_at
         where l.alive_at < now() - make_interval(secs => $3)`,
      values: [name, holder, SILENT_SECONDS],
      foreign: true,
    });
    return taken > 0 ? "taken" : null;
  }

  return {
    async hold() {
      const now = performance.now();
      if (renewedAt !== null && (!database.shared || now - renewedAt < RENEW_MS)) return "held";
      const word = database.shared ? await ask() : "taken";
      renewedAt = word === null ? null : now;
      return word;
    },
    async release() {
      if (!database.shared || renewedAt === null) return;
      renewedAt = null;
      const text = "delete from lease where name = $1 and holder = $2";
      await db.run({ text, values: [name, holder], foreign: true });
    },
  };
}
