import { createHmac, timingSafeEqual } from "node:crypto";
import { headerSafe, parameterName } from "./query.ts";

/** The parameter that a visitor goes on with from a page of ours. No destination sees it. */
export const markerName = "simpul_go";
export const markerSeconds = 600;

interface MarkedLink {
  /** Where the visitor goes on from: a marker of one page is none of the other's. */
  readonly page: "subscribe" | "continue";
  readonly workspaceId: number;
  readonly linkId: number;
}

/** What is remembered of a visit while its visitor is asked. */
export interface Marker {
  /** The host that led to the link, "" where none did: the page that asks is no answer to that. */
  readonly from: string;
}

/**
 * Says that whoever brings it saw the page of this link. It opens nothing: password and limit hold as
 * for any visit, so it may be used again while it is good.
 */
export function signMarker(key: Buffer, link: MarkedLink, nowMs: number, from: string): string {
  const endsAt = Math.floor(nowMs / 1_000) + markerSeconds;
  const sealed = `${endsAt}.${Buffer.from(from).toString("base64url")}`;
  return `${sealed}.${seal(key, link, sealed).toString("base64url")}`;
}

/** Null for one that is of another link, too old or not ours. Constant-time in what it compares. */
export function readMarker(
  key: Buffer,
  link: MarkedLink,
  text: string,
  nowMs: number,
): Marker | null {
  const [, sealed = "", endsAt, from = "", mac] =
    /^((\d{1,12})\.([\w-]{0,140}))\.([\w-]{43})$/.exec(text) ?? [];
  if (mac === undefined) return null;
  const genuine = timingSafeEqual(Buffer.from(mac, "base64url"), seal(key, link, sealed));
  if (!genuine || nowMs >= Number(endsAt) * 1_000) return null;
  return { from: Buffer.from(from, "base64url").toString() };
}

/** The marker among the parameters of a visit; null where there is none. */
export function markerIn(query: string): string | null {
  if (!query.includes(`${markerName}=`)) return null;
  const own = query.split("&").find((pair) => pair.startsWith(`${markerName}=`));
  return own === undefined ? null : own.slice(markerName.length + 1);
}

/** The parameters of a visit with this marker in place of any other; fit for a header and a page. */
export function withMarker(query: string, marker: string): string {
  const kept = query.split("&").filter((pair) => pair !== "" && parameterName(pair) !== markerName);
  return [...kept.map(headerSafe), `${markerName}=${marker}`].join("&");
}

function seal(key: Buffer, { page, workspaceId, linkId }: MarkedLink, sealed: string): Buffer {
  return createHmac("sha256", key).update(`${page} ${workspaceId} ${linkId} ${sealed}`).digest();
}
