import type { WireNames } from "../messages/tell.ts";

/** The domain's words for fields, as a caller of this API knows them. */
export const WIRE_NAMES: WireNames = {
  slug: "linkId",
  brandSlug: "brandLinkId",
  groupId: "grpIdx",
  name: "nm",
  title: "ttl",
  metaImage: "metaImg",
  expiredUrl: "expireUrl",
  startsAt: "strtYmdt",
  endsAt: "endYmdt",
  deletesAt: "delYmdt",
  passwordHash: "pwd",
  statisticsPasswordHash: "nonmemberSticsPwd",
  maxForwards: "acesMaxCnt",
  webhookUrl: "webhookCallbackUrl",
  subscribes: "notfSubscYn",
  qrBypass: "qrBypassYn",
  excludesOverseas: "blockOverseasSticsYn",
  notifiesPush: "pushNotifyYn",
  notifiesMail: "mailNotifyYn",
};
