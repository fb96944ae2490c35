import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { parseDomain } from "./domain.ts";
import { findDomain } from "./store/domains.ts";

/** The origin to store: one of a domain that the workspace owns; the server's own is null. */
export async function resolveDefaultDomain(
  { site }: Context,
  tx: Transaction,
  { workspaceId, sent }: { readonly workspaceId: number; readonly sent: string | null },
): Promise<string | null> {
  if (sent === null) return null;
  const field = "defaultDomain";
  const { host } = parseDomain(sent, field);
  if (host === site.publicHost) return null;
  const domain = await findDomain(tx, host);
  if (domain?.workspaceId !== workspaceId) throw new Fault("domain_unknown", { field });
  return domain.origin;
}
