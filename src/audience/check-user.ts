import { Fault } from "../kit/fault.ts";
import { findUser } from "./find-user.ts";
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
