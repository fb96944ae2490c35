import type { Context } from "../../context.ts";
import { claimSubscription } from "../../notifications/claim-subscription.ts";
import type { SubscriptionKey } from "../../notifications/push-subscription.ts";

/** At once; what comes beyond is claimed at the user's next visit. */
const MAX_UNDER_WAY = 100;

/** Notes whose a subscribed browser is, beside the visit: nobody waits for it. */
export type ClaimBrowser = (visit: SubscriptionKey & { readonly euid: number }) => void;

export function makeClaimBrowser(context: Pick<Context, "db" | "clock" | "log">): ClaimBrowser {
  let underWay = 0;
  return (visit) => {
    if (underWay >= MAX_UNDER_WAY) return;
    underWay += 1;
    claimSubscription(context, visit)
      .catch((error: unknown) => {
        context.log.warn({ err: error }, "whose a subscribed browser is could not be stored");
      })
      .finally(() => {
        underWay -= 1;
      });
  };
}
