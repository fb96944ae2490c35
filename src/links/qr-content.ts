import { shortUrl } from "./address.ts";
import type { KnownLink } from "./known-link.ts";
import type { EffectiveSettings } from "./policy.ts";
import { scanMarker } from "./query.ts";
import { judge } from "./verdict.ts";

/** As many bytes as the largest QR code holds at error correction M. */
const MOST_BYTES = 2_331;

/** A link, where and when it is asked for its code. */
export interface QrLink {
  readonly link: Pick<KnownLink, "url">;
  readonly settings: EffectiveSettings;
  readonly origin: string;
}

/**
 * What a link's QR code says: the short URL with the marker by which the visit counts as a scan, or
 * where the owner lets codes bypass the link, and nothing stands between it and its destination, that.
 * A destination too long for any code is reached through the link. `token` is a personal one.
 */
export function qrContent(
  { link, settings, origin }: QrLink,
  {
    slug,
    token,
    atMs,
  }: { readonly slug: string; readonly token: string | null; readonly atMs: number },
): string {
  const open = judge(settings, { atMs, unlocked: false, forwards: 0, asked: true }).kind === "open";
  const bypasses = settings.qrBypass && open && settings.maxForwards === 0;
  if (bypasses && Buffer.byteLength(link.url) <= MOST_BYTES) return link.url;
  return `${shortUrl(origin, slug)}${token === null ? "" : `~${token}`}?${scanMarker}`;
}
