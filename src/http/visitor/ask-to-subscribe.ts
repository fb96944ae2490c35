import { signMarker, withMarker } from "../../links/marker.ts";
import { type FormParts, isSecure } from "./answer-form.ts";
import type { Arrival } from "./arrival.ts";
import { askedCookie, askedMark } from "./asked-cookie.ts";
import { cameFrom } from "./referrer.ts";
import { sendPage } from "./send.ts";

/** Answers with the subscription page, which asks once for each place and goes on with a marker. */
export function askToSubscribe(parts: FormParts, arrival: Arrival): void {
  const { visit, found, atMs, from, more } = arrival;
  const { keys } = parts.context;
  const { workspaceId, id: linkId } = found.link;
  const ledBy = from ?? cameFrom(visit);
  const marker = signMarker(
    keys.markerKey,
    { page: "subscribe", workspaceId, linkId },
    atMs,
    ledBy,
  );
  const mark = askedMark(keys.passKey, found.link);
  const secure = isSecure(parts, visit, found);
  const asked = askedCookie(visit.request.headers.cookie, mark, secure);
  sendPage(visit.request, visit.response, {
    page: {
      kind: "subscribe",
      serverKey: keys.vapid.publicKey,
      marker,
      onward: `?${withMarker(visit.query, marker)}`,
    },
    owner: found.workspace,
    more: [...more, "Set-Cookie", asked],
  });
}
