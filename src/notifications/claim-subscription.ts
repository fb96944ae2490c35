import type { Context } from "../context.ts";
import { holdPerson } from "./add-place.ts";
import type { SubscriptionKey } from "./push-subscription.ts";
import { touchSubscription } from "./store/push-subscriptions.ts";

/** The browser of a known user who followed a personal link: it is this user's from then on. */
export async function claimSubscription(
  { db, clock }: Pick<Context, "db" | "clock">,
  visit: SubscriptionKey & { readonly euid: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const euid = await holdPerson(tx, visit);
    if (euid !== null) await touchSubscription(tx, visit, { euid, at: clock() });
  }, "background");
}
