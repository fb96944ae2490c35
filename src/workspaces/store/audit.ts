import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Actor, AuditChanges, AuditEntry } from "../audit.ts";

export interface NewAuditEntry extends AuditEntry {
  readonly changes: AuditChanges;
  readonly actor: Actor;
  readonly at: Date;
}

/** Not waited for: where it fails, the change is not stored either. */
export function insertAuditEntry(tx: Transaction, entry: NewAuditEntry): void {
  const { actor } = entry;
  tx.send(sql`
    insert into audit_entry (
      workspace_id, audit_id, at, actor_kind, actor_id, actor_name, action, target, changes
    ) values (
      ${entry.workspaceId}::bigint, nextval('audit_number'), ${entry.at}::timestamptz,
      ${actor.kind}::text, ${actor.id}::bigint, ${actor.name}::text, ${entry.action}::text,
      ${entry.target}::text, ${JSON.stringify(entry.changes)}::jsonb
    )`);
}

export interface StoredAuditEntry {
  readonly id: number;
  readonly at: Date;
  readonly actorKind: Actor["kind"];
  readonly actorName: string;
  readonly action: string;
  readonly target: string;
  readonly changes: AuditChanges;
}

/** The newest first. */
export async function listAuditEntries(
  store: Queryable,
  workspaceId: number,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly entries: readonly StoredAuditEntry[]; readonly total: number }> {
  const entries = await store.all<StoredAuditEntry>(sql`
    select audit_id as id, at, actor_kind as "actorKind", actor_name as "actorName", action,
           target, changes
      from audit_entry
     where workspace_id = ${workspaceId}::bigint
     order by audit_id desc
     limit ${page.limit}::bigint offset ${page.offset}::bigint`);
  const counted = await store.one<{ total: number }>(sql`
    select count(*) as total from audit_entry where workspace_id = ${workspaceId}::bigint`);
  return { entries, total: counted?.total ?? 0 };
}

/** Some that are older than that; answers how many went. */
export async function deleteOldAuditEntries(
  tx: Transaction,
  { workspaceId, before, most }: { workspaceId: number; before: Date; most: number },
): Promise<number> {
  const rows = await tx.all<{ id: number }>(sql`
    select audit_id as id
      from audit_entry
     where workspace_id = ${workspaceId}::bigint and at < ${before}::timestamptz
     order by at
     limit ${most}::bigint`);
  return tx.run(sql`
    delete from audit_entry
     where workspace_id = ${workspaceId}::bigint
       and audit_id = any (${rows.map(({ id }) => id)}::bigint[])`);
}
