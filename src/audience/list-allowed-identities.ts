import { IDENTIFIERS } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import { type AllowedRow, listAllowedRows } from "./store/identity-allowed.ts";

/** One list for each identifier, by priority. */
export async function listAllowedIdentities({
  workspace,
  writes,
}: AudienceContext): Promise<AllowedRow[]> {
  const rows = await listAllowedRows(writes.store, workspace.id);
  return IDENTIFIERS.map(
    ({ name }) => rows.find(({ kind }) => kind === name) ?? { kind: name, values: [] },
  );
}
