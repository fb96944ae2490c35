import { type WebhookSettings, webhookDefaults } from "../links/group.ts";
import type { Link } from "../links/link.ts";
import type { GlobalWebhook, WebhookMetric } from "../workspaces/workspace.ts";
import type { CountedClick } from "./counted-click.ts";

/** Fires on every n-th click, or person, of each link it holds for. */
export interface Webhook {
  /** The group's own; else the workspace's global one. */
  readonly ofGroup: boolean;
  readonly metric: WebhookMetric;
  readonly frequency: number;
}

/** A click on which a webhook fired. */
export interface WebhookEvent {
  /** As the receiver knows it. */
  readonly eventId: string;
  readonly webhook: Webhook;
  readonly counted: CountedClick;
  readonly link: Pick<Link, "id" | "origin" | "slug" | "url">;
}

/**
 * The webhook that holds for a visit: that of its group where it has one enabled, instead of the
 * global one. While the global one is off, those of groups rest.
 */
export function webhookFor(
  { enabled, metric, frequency }: GlobalWebhook,
  group: WebhookSettings | undefined,
): Webhook | null {
  if (!enabled) return null;
  if (group?.enabled !== true) return { ofGroup: false, metric, frequency };
  return {
    ofGroup: true,
    metric: group.metric ?? webhookDefaults.metric,
    frequency: group.frequency ?? webhookDefaults.frequency,
  };
}

/** Whether it is this click that brought what is counted to a multiple of the frequency. */
export function fires({ metric, frequency }: Webhook, { click, tally }: CountedClick): boolean {
  if (metric === "people") return click.firstOfLink && tally.people % frequency === 0;
  return tally.clicks % frequency === 0;
}

/** One name for each webhook there is: a group's, or the workspace's global one. */
export function webhookName(workspaceId: number, groupId: number | null): string {
  return `${workspaceId}.${groupId ?? 0}`;
}
