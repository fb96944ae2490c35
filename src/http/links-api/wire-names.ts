import type { Feature } from "../../workspaces/plan.ts";
import type { WireNames } from "../messages/tell.ts";
import { LINK_NAMES } from "../wire/link-names.ts";

/** What a caller sent to ask for a feature: the field, or the call where it is no field. */
const FEATURES: Readonly<Record<Feature, string>> = {
  redirectType: "redirectType",
  pushNotify: "pushNotifyYn",
  mailNotify: "mailNotifyYn",
  bulk: "links",
  linkClicks: "linkId",
  reuse: "reuseYn",
  changeUrl: "url",
  linkList: "/api/link/v1/list",
  ownDomain: "domain",
  groupClicks: "grpIdx",
  webhook: "webhookEnableYn",
};

/** The domain's words for fields and features, as a caller of this API knows them. */
export const WIRE_NAMES: WireNames = { ...LINK_NAMES, ...FEATURES };
