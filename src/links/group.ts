import { Fault } from "../kit/fault.ts";
import { type Plan, requirePlan } from "../workspaces/plan.ts";
import type { WebhookFrequency } from "../workspaces/workspace.ts";
import type { Settings } from "./policy.ts";

export type WebhookMetric = "clicks" | "people";

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

/** A group and how many links it holds. */
export interface CountedGroup extends Group {
  readonly links: number;
}

/** Which groups a list is about; null asks for all. */
export interface GroupFilter {
  /** A part of the name, in any case. */
  readonly name: string | null;
  readonly groupId: number | null;
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

/** What a call says of the webhook; a field it does not name stays as it is. */
export type WebhookChange = {
  readonly [Name in keyof WebhookSettings]?: WebhookSettings[Name] | undefined;
};

export function applyWebhook(before: WebhookSettings, change: WebhookChange): WebhookSettings {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(said) };
}

/**
 * Asked of a change and of the state after it: to enable a webhook the global one must be on, and an
 * enabled one needs a URL. A call that does not name the webhook is never refused for it.
 */
export function checkWebhook(
  change: WebhookChange,
  after: WebhookSettings,
  globalEnabled: boolean,
): void {
  if (change.enabled === true && !globalEnabled) {
    throw new Fault("global_webhook_off", { field: "webhookEnabled" });
  }
  const named = change.enabled === true || change.url !== undefined;
  if (named && after.enabled === true && after.url === null) {
    throw new Fault("webhook_url_refused", { field: "webhookUrl", reason: "webhook_url_missing" });
  }
}

/** Everything about webhooks is one feature; what says no more than the default is free. */
export function requireWebhookPlan(plan: Plan, change: WebhookChange): void {
  const { enabled, url, metric, frequency } = change;
  const gated =
    enabled === true ||
    typeof url === "string" ||
    (metric ?? webhookDefaults.metric) !== webhookDefaults.metric ||
    (frequency ?? webhookDefaults.frequency) !== webhookDefaults.frequency;
  if (gated) requirePlan(plan, "webhook");
}
