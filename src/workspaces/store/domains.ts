import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** A link domain that a workspace owns. */
export interface Domain {
  /** Lower-case punycode, with the port where that is not the scheme's own. */
  readonly host: string;
  readonly workspaceId: number;
  readonly origin: string;
  readonly createdAt: Date;
}

export async function findDomain(store: Queryable, host: string): Promise<Domain | undefined> {
  return store.one<Domain & Record<string, unknown>>(sql`
    select host, workspace_id as "workspaceId", origin, created_at as "createdAt"
      from domain where host = ${host}::text`);
}

/** False where somebody has the host already. */
export async function insertDomain(tx: Transaction, domain: Domain): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into domain (host, workspace_id, origin, created_at)
    values (${domain.host}::text, ${domain.workspaceId}::bigint, ${domain.origin}::text,
            ${domain.createdAt}::timestamptz)
    on conflict (host) do nothing`);
  return rows === 1;
}

export async function listDomainRows(store: Queryable, workspaceId: number): Promise<Domain[]> {
  return store.all<Domain>(sql`
    select host, workspace_id as "workspaceId", origin, created_at as "createdAt"
      from domain where workspace_id = ${workspaceId}::bigint order by host`);
}

/** Answers the hosts that nobody owns any more. */
export async function deleteDomainsOf(tx: Transaction, workspaceId: number): Promise<string[]> {
  const rows = await tx.all<{ host: string }>(sql`
    delete from domain where workspace_id = ${workspaceId}::bigint returning host`);
  return rows.map((row) => row.host);
}

export async function deleteDomainRow(tx: Transaction, host: string): Promise<boolean> {
  return (await tx.run(sql`delete from domain where host = ${host}::text`)) === 1;
}
