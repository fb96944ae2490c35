import { checkPlaceholders } from "./check-placeholders.ts";
import { parseIdentifierName, parseIdentifierValue, parseIdentifierValues } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import { isPlaceholder } from "./placeholder.ts";

export interface Register {
  /** As sent. */
  readonly name: unknown;
  readonly values: unknown;
  /** What a refusal calls the values. */
  readonly field: string;
}

export interface Registered {
  readonly value: string;
  readonly euid: number;
}

/** The users of these identifiers, in their order; unknown ones are made. */
export async function register(
  ctx: AudienceContext,
  { name, values, field }: Register,
): Promise<Registered[]> {
  const kind = parseIdentifierName(name);
  const sent = parseIdentifierValues(values, field).map((value) =>
    parseIdentifierValue(value, field),
  );
  const identifiers = sent.map((value) => ({ kind, value }));
  await checkPlaceholders(ctx, identifiers, isPlaceholder);
  const { workspace, writes } = ctx;
  const euids = await writes.register({ workspaceId: workspace.id, kind, values: sent });
  return sent.map((value, index) => ({ value, euid: euids[index] as number }));
}
