import type { ClickDetail } from "../../statistics/click-detail.ts";
import { toFlag, toLocal } from "./values.ts";

/** A single click; a deleted link has no name any more. */
export function encodeClick(click: ClickDetail, zone: string) {
  return {
    acesYmdt: toLocal(click.at, zone),
    linkId: click.link?.slug ?? "",
    domain: click.link?.origin ?? "",
    grpIdx: click.groupId,
    country: click.country,
    device: click.device,
    os: click.os,
    browser: click.browser,
    referrer: click.referrer,
    language: click.language,
    utm_source: click.source,
    utm_medium: click.medium,
    utm_campaign: click.campaign,
    qrYn: toFlag(click.qr),
    firstOfDayYn: toFlag(click.firstOfDay),
    euid: click.euid,
  };
}

export type WireClick = ReturnType<typeof encodeClick>;

/** The names of the fields, in their order. */
export const CLICK_FIELDS = [
  "acesYmdt",
  "linkId",
  "domain",
  "grpIdx",
  "country",
  "device",
  "os",
  "browser",
  "referrer",
  "language",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "qrYn",
  "firstOfDayYn",
  "euid",
] as const satisfies readonly (keyof WireClick)[];
