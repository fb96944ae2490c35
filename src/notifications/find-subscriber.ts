import type { Context } from "../context.ts";
import type { SubscriptionKey } from "./push-subscription.ts";
import { hasSubscription } from "./store/push-subscriptions.ts";

/** Whether a browser has a living subscription in this workspace. */
export function findSubscriber(
  { db }: Pick<Context, "db">,
  key: SubscriptionKey,
): Promise<boolean> {
  return hasSubscription(db, key);
}
