import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import type { AuditEntry } from "./audit.ts";
import { insertAuditEntry } from "./store/audit.ts";

/** Writes down in the transaction of a change who made it; a change that changes nothing is none. */
export function recordAudit(
  { actor, clock }: Pick<Context, "actor" | "clock">,
  tx: Transaction,
  entry: AuditEntry,
): void {
  if (entry.changes !== undefined && Object.keys(entry.changes).length === 0) return;
  insertAuditEntry(tx, { ...entry, changes: entry.changes ?? {}, actor, at: clock() });
}
