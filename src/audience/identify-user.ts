import { checkPlaceholders } from "./check-placeholders.ts";
import { parseIdentities } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import { joinsStrangers } from "./placeholder.ts";
import type { IdentifiedUser } from "./writes.ts";

/** The user of these identifiers, as sent by name: made, completed or merged as their priority says. */
export async function identifyUser(
  ctx: AudienceContext,
  identities: Readonly<Record<string, unknown>>,
): Promise<IdentifiedUser> {
  const identifiers = parseIdentities(identities);
  await checkPlaceholders(ctx, identifiers, joinsStrangers);
  const { workspace, dataSourceId, writes } = ctx;
  return writes.identify({ workspaceId: workspace.id, dataSourceId, identifiers });
}
