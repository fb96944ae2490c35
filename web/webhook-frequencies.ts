import type { WebhookFrequency } from "../src/http/wire/workspace-fields.ts";

export type FrequencyText = `${WebhookFrequency}`;

/** A missing or unknown value does not compile. */
const TEXTS: Readonly<Record<FrequencyText, true>> = {
  1: true,
  50: true,
  100: true,
  200: true,
  300: true,
  500: true,
  1000: true,
};

/** How often a webhook can fire, ascending, as a form's options have it. */
export const WEBHOOK_FREQUENCIES = Object.keys(TEXTS) as readonly FrequencyText[];
