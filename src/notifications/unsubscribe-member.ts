import type { Context } from "../context.ts";
import { endpointHash } from "./push-subscription.ts";
import { deleteMemberSubscriptions } from "./store/push-subscriptions.ts";

export interface UnsubscribeMember {
  readonly workspaceId: number;
  readonly memberId: number;
  /** Of one browser; null: of all. */
  readonly endpoint: string | null;
}

/** A browser of a member is told of clicks no more; it is no matter if it was not. */
export async function unsubscribeMember(
  { db }: Pick<Context, "db">,
  { workspaceId, memberId, endpoint }: UnsubscribeMember,
): Promise<void> {
  const hash = endpoint === null ? null : endpointHash(endpoint);
  await db.transaction(
    (tx) => deleteMemberSubscriptions(tx, { workspaceId, memberId, endpointHash: hash }),
    "write",
  );
}
