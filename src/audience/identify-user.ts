import { parseIdentities } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import type { IdentifiedUser } from "./writes.ts";

/** The user of these identifiers, as sent by name: made, completed or merged as their priority says. */
export function identifyUser(
  { workspace, dataSourceId, writes }: AudienceContext,
  identities: Readonly<Record<string, unknown>>,
): Promise<IdentifiedUser> {
  const identifiers = parseIdentities(identities);
  return writes.identify({ workspaceId: workspace.id, dataSourceId, identifiers });
}
