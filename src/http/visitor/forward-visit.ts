import type { FoundLink } from "../../links/find-link.ts";
import { forwardTarget } from "../../links/forward-target.ts";
import { sendOn, sendPage } from "./send.ts";
import type { Headers, Visit } from "./visit.ts";

/** Sends the visitor to the destination, as the link's owner chose to. */
export function forwardVisit(visit: Visit, { link, workspace }: FoundLink, more: Headers): void {
  const url = forwardTarget(link.url, visit.query);
  if (link.redirectType === 200) {
    const { title, description, image } = link.preview ?? nothingSaid;
    const page = { kind: "forward", url, title, description, image } as const;
    sendPage(visit.request, visit.response, { page, owner: workspace, more });
  } else {
    sendOn(visit.response, statusFor(visit.method, link.redirectType), url, more);
  }
}

const nothingSaid = { title: null, description: null, image: null };

/** After the form the browser must ask with GET, which a 301 leaves to its taste, now and later. */
function statusFor(method: string, redirectType: 301 | 302): 301 | 302 | 303 {
  return method === "POST" && redirectType === 301 ? 303 : redirectType;
}
