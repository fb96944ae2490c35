import type { WireNames } from "../messages/tell.ts";

/** The domain's words for fields, as an operator knows them. */
export const WIRE_NAMES: WireNames = {
  webhookUrl: "globalWebhook.callbackUrl",
};
