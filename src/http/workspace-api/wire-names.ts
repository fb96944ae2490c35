import type { WireNames } from "../messages/tell.ts";

/** The domain's words for fields and features, as the dashboard knows them. */
export const WIRE_NAMES: WireNames = {
  webhookUrl: "globalWebhook.callbackUrl",
  webhook: "globalWebhook",
  ownDomain: "domain",
  link_key: "linkKeyIdx",
  data_source: "dataSourceIdx",
  memberId: "memberIdx",
  deliveryId: "deliveryIdx",
};
