import { Fault } from "../kit/fault.ts";
import { checkUser } from "./check-user.ts";
import type { IdentifierName } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import { makeShowValue } from "./shown-value.ts";
import { listAttributeRows } from "./store/attributes.ts";
import { findIdentifiers, listIdentifiers } from "./store/identifiers.ts";
import { findProfile } from "./store/profiles.ts";
import { type Reading, type User, userOf } from "./user.ts";

/** The user that this number leads to; user_unknown where the workspace has none. */
export async function loadUser(ctx: AudienceContext, euid: number): Promise<User> {
  const { workspace, writes } = ctx;
  const row =
    (await findProfile(writes.store, workspace.id, euid)) ??
    (await findProfile(writes.store, workspace.id, await checkUser(ctx, euid)));
  if (row === undefined) throw new Fault("user_unknown");
  const identifiers = await listIdentifiers(writes.store, workspace.id, [row.euid]);
  return userOf(row, identifiers, await loadReading(ctx));
}

/** The user that an identifier leads to. */
export async function loadUserByIdentity(
  ctx: AudienceContext,
  kind: IdentifierName,
  value: string,
): Promise<User> {
  const { workspace, writes } = ctx;
  const [found] = await findIdentifiers(writes.store, workspace.id, [{ kind, value }]);
  if (found === undefined) throw new Fault("user_unknown");
  return loadUser(ctx, found.euid);
}

/** How values of the workspace's attributes are shown. */
export async function loadReading({
  workspace: { id, timeZone },
  writes,
}: Pick<AudienceContext, "workspace" | "writes">): Promise<Reading> {
  const attributes = await listAttributeRows(writes.store, id);
  return { show: makeShowValue(attributes, timeZone), zone: timeZone };
}
