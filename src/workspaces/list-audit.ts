import type { WorkspaceContext } from "../context.ts";
import { listAuditEntries, type StoredAuditEntry } from "./store/audit.ts";

/** Who changed what in the workspace, the newest first. */
export function listAudit(
  { db, workspace }: WorkspaceContext,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly entries: readonly StoredAuditEntry[]; readonly total: number }> {
  return listAuditEntries(db, workspace.id, page);
}
