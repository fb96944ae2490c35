import type { WireNames } from "../messages/tell.ts";

/** The domain's words for the fields of links and groups, as the links API calls them. */
export const LINK_NAMES: WireNames = {
  slug: "linkId",
  brandSlug: "brandLinkId",
  groupId: "grpIdx",
  groupIds: "grpIdxList",
  lastDay: "endYmd",
  comparedFrom: "beforeYmd",
  name: "nm",
  metaImage: "metaImg",
  expiredUrl: "expireUrl",
  startsAt: "strtYmdt",
  endsAt: "endYmdt",
  deletesAt: "delYmdt",
  passwordHash: "pwd",
  statisticsPasswordHash: "nonmemberSticsPwd",
  maxForwards: "acesMaxCnt",
  webhookMetric: "webhookMetric",
  webhookFrequency: "webhookFrequency",
  webhookUrl: "webhookCallbackUrl",
  webhookEnabled: "webhookEnableYn",
  subscribes: "notfSubscYn",
  qrBypass: "qrBypassYn",
  excludesOverseas: "blockOverseasSticsYn",
  notifiesPush: "pushNotifyYn",
  notifiesMail: "mailNotifyYn",
};
