import { parseIdentifierName, parseIdentifierValue, parseIdentifierValues } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import { saveAllowed } from "./store/identity-allowed.ts";

export interface ReplaceAllowedIdentities {
  /** As sent. */
  readonly name: unknown;
  /** As sent; an empty list allows none. */
  readonly values: unknown;
}

/** Values of this identifier that are ids of the workspace although they look like placeholders. */
export async function replaceAllowedIdentities(
  { workspace, writes }: AudienceContext,
  { name, values }: ReplaceAllowedIdentities,
): Promise<void> {
  const kind = parseIdentifierName(name);
  const none = Array.isArray(values) && values.length === 0;
  const sent = none ? [] : parseIdentifierValues(values, "values");
  const parsed = sent.map((value) => parseIdentifierValue(value, "values"));
  const row = { kind, values: [...new Set(parsed)] };
  await writes.transaction((tx) => saveAllowed(tx, workspace.id, row));
}
