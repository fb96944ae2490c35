import type { PushSubscription } from "../../src/notifications/push-subscription.ts";
import type { VisitAnswer, VisitRequest } from "./visitor.ts";

type Visit = (path: string, more?: Partial<VisitRequest>) => Promise<VisitAnswer>;

interface Running {
  readonly visit: (asked: VisitRequest) => Promise<VisitAnswer>;
}

let visitors = 0;

/** A visitor whose address nobody else in this file has. */
export function newestVisitor(running: Running): { readonly visit: Visit } {
  visitors += 1;
  const address = `36.66.${visitors >> 8}.${visitors & 255}`;
  return {
    visit: (path, more = {}) =>
      running.visit({ ...more, path, headers: { "x-forwarded-for": address, ...more.headers } }),
  };
}

/** What a subscription page lets its visitor do. */
export interface Visitor {
  readonly onward: string;
  readonly marker: string;
  /** Sends what the page sends once the visitor has allowed it. */
  readonly subscribe: (
    subscription: PushSubscription,
    other?: { readonly marker?: string; readonly cookie?: string },
  ) => Promise<VisitAnswer>;
}

export function visitorOf(
  page: VisitAnswer | null,
  at: { readonly visit?: Visit; readonly path?: string; readonly marker?: string } = {},
): Visitor {
  const href = /<a class="next plain" href="([^"]*)"/.exec(page?.body ?? "")?.[1] ?? "";
  const onward = href.replaceAll("&amp;", "&");
  const marker = at.marker ?? onward.slice(onward.indexOf("simpul_go=") + "simpul_go=".length);
  return {
    onward,
    marker,
    subscribe: async ({ endpoint, ...keys }, other = {}) => {
      if (at.visit === undefined) throw new Error("nobody visits");
      const sent = { marker: other.marker ?? marker, subscription: { endpoint, keys } };
      return at.visit(`${at.path}/subscribe`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: other.cookie ?? "" },
        body: JSON.stringify({ ...sent, expirationTime: null }),
      });
    },
  };
}
