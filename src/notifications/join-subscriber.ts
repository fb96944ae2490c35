import type { Context } from "../context.ts";
import { addPlace, holdPerson, type SubscribingVisit } from "./add-place.ts";
import { touchSubscription } from "./store/push-subscriptions.ts";

export interface JoinSubscriber extends SubscribingVisit {
  readonly endpointHash: Buffer;
}

/**
 * Joins a browser that subscribed elsewhere on this domain to another place of the same workspace.
 * Returns false where it has no living subscription.
 */
export function joinSubscriber(
  { db, clock }: Pick<Context, "db" | "clock">,
  visit: JoinSubscriber,
): Promise<boolean> {
  const at = clock();
  return db.transaction(async (tx) => {
    const euid = await holdPerson(tx, visit);
    if (!(await touchSubscription(tx, visit, { euid, at }))) return false;
    await addPlace(tx, visit, visit, at);
    return true;
  }, "write");
}
