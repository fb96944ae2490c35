import { Fault } from "../kit/fault.ts";
import type { AudienceContext } from "./open-writes.ts";
import { hasProfile } from "./store/profiles.ts";

/** Throws user_unknown where the workspace has no such user. */
export async function checkUser(
  { workspace, writes }: AudienceContext,
  euid: number,
): Promise<void> {
  if (!(await hasProfile(writes.store, workspace.id, euid))) throw new Fault("user_unknown");
}
