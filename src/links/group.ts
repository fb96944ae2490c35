import { Fault } from "../kit/fault.ts";
import type { Settings } from "./policy.ts";

export type WebhookMetric = "clicks" | "people";

export const webhookFrequencies = [1, 50, 100, 300, 500, 1000] as const;
export type WebhookFrequency = (typeof webhookFrequencies)[number];

/** `null`: not said. The secret itself is never read with the group, only whether there is one. */
export interface WebhookSettings {
  readonly enabled: boolean | null;
  readonly url: string | null;
  readonly metric: WebhookMetric | null;
  readonly frequency: WebhookFrequency | null;
}

export interface Group {
  readonly id: number;
  readonly workspaceId: number;
  readonly name: string;
  readonly memo: string | null;
  readonly settings: Settings;
  readonly webhook: WebhookSettings;
  readonly hasWebhookSecret: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Moves with every change; two editors tell by it that they met. */
  readonly version: number;
}

export const webhookUnset: WebhookSettings = {
  enabled: null,
  url: null,
  metric: null,
  frequency: null,
};

export const webhookDefaults = {
  enabled: false,
  url: null,
  metric: "clicks",
  frequency: 1,
} as const satisfies WebhookSettings;

/** Asked of the state after a change: an enabled webhook needs the global one on, and a URL. */
export function checkWebhook(webhook: WebhookSettings, globalEnabled: boolean): void {
  if (webhook.enabled !== true) return;
  if (!globalEnabled) throw new Fault("global_webhook_off");
  if (webhook.url === null) {
    throw new Fault("webhook_url_refused", { field: "webhookUrl", reason: "webhook_url_missing" });
  }
}
