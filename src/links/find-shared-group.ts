import type { Context } from "../context.ts";
import { within } from "../kit/within.ts";
import type { TokenGroup } from "./group-token.ts";
import type { Lock } from "./pass.ts";
import { findGroupSharing } from "./store/visit.ts";

/** A group whose owner shows its statistics to who knows the password. */
export interface SharedGroup {
  readonly lock: Lock;
  readonly name: string;
}

const PATIENCE_MS = 1_000;

/**
 * Null where they are shown to nobody; "busy" where the store does not answer in time. Asked each
 * time, so that a change holds at once on every node.
 */
export async function findSharedGroup(
  ctx: Pick<Context, "db">,
  { workspaceId, groupId }: TokenGroup,
): Promise<SharedGroup | null> {
  const row = await within(PATIENCE_MS, findGroupSharing(ctx.db, workspaceId, groupId));
  if (row === undefined || row.passwordHash === null) return null;
  const { name, passwordHash } = row;
  const lock = { opens: "group-statistics", workspaceId, linkId: groupId, passwordHash } as const;
  return { lock, name };
}
