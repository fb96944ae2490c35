import { Fault } from "../kit/fault.ts";
import { findUser, findUsers } from "./find-user.ts";
import type { AudienceContext } from "./open-writes.ts";

/** The user that the number leads to; throws user_unknown where the workspace has no such user. */
export async function checkUser(
  { workspace, writes }: AudienceContext,
  euid: number,
): Promise<number> {
  const user = await findUser(writes.store, workspace.id, euid);
  if (user === undefined) throw new Fault("user_unknown");
  return user;
}

/** Which of these numbers lead to nobody. */
export async function findNobodies(
  { workspace, writes }: AudienceContext,
  euids: readonly number[],
): Promise<ReadonlySet<number>> {
  if (euids.length === 0) return new Set();
  const users = await findUsers(writes.store, workspace.id, euids);
  return new Set(euids.filter((euid) => !users.has(euid)));
}
