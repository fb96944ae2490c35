import { Fault } from "../kit/fault.ts";
import { type Identifier, identifierKey } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import { listAllowedRows } from "./store/identity-allowed.ts";

/**
 * Throws `identifier_placeholder` for the first value that `isWrong` and that the workspace does not
 * allow. The list is asked for such values alone, so that ordinary calls do not wait for it.
 */
export async function checkPlaceholders(
  { workspace, writes }: AudienceContext,
  identifiers: readonly Identifier[],
  isWrong: (value: string) => boolean,
): Promise<void> {
  const wrong = identifiers.filter(({ value }) => isWrong(value));
  if (wrong.length === 0) return;
  const rows = await listAllowedRows(writes.store, workspace.id);
  const allowed = new Set(
    rows.flatMap(({ kind, values }) => values.map((value) => identifierKey({ kind, value }))),
  );
  const refused = wrong.find((identifier) => !allowed.has(identifierKey(identifier)));
  if (refused !== undefined) throw new Fault("identifier_placeholder", { field: refused.kind });
}
