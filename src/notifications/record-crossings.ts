import { randomUUID } from "node:crypto";
import type { AfterCounting } from "../clicks/ingest.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { findCrossingLinks } from "../links/find-crossing-links.ts";
import { findGroupWebhooks } from "../links/find-group-webhooks.ts";
import type { CrossingLink } from "../links/link.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { type CountedClick, withTallies } from "./counted-click.ts";
import { insertEvents } from "./store/events.ts";
import { insertThresholds } from "./store/thresholds.ts";
import { type ReachedThreshold, reachingClicks } from "./threshold.ts";
import { fires, type Webhook, type WebhookEvent, webhookFor, webhookName } from "./webhook.ts";

export type CrossingParts = Pick<Context, "clock" | "enqueue" | "enqueueDeliveries">;

/**
 * Makes what writes down which clicks fire a webhook, each with the job of its first attempt, and
 * which reach a threshold somebody wants to hear of, with the job that tells of it, in the transaction
 * that counts them. Links that are gone meanwhile tell nobody.
 */
export function makeRecordCrossings(parts: CrossingParts): AfterCounting {
  return async (tx, counted) => {
    const { workspace, tallies, firstNumber } = counted;
    const clicks = withTallies(counted.clicks, firstNumber, tallies);
    const firing = workspace.webhook.enabled ? await findFiring(tx, workspace, clicks) : [];
    const reaching = reachingClicks(clicks, workspace.notifyThresholds);
    if (firing.length === 0 && reaching.length === 0) return;

    const crossing = [...firing.map(({ counted }) => counted), ...reaching];
    const linkIds = new Set(crossing.map(({ click }) => click.record.linkId));
    const links = await findCrossingLinks(tx, workspace.id, [...linkIds]);
    const events = firing.flatMap((one) => toEvent(one, links));
    const reached = reaching.flatMap((one) => toReached(one, links));
    if (events.length > 0) await recordEvents(parts, tx, workspace.id, events);
    if (reached.length === 0) return;
    insertThresholds(tx, workspace.id, reached);
    await parts.enqueue(tx, "notifications.tell-clicks", {
      workspaceId: workspace.id,
      reached: reached.map(({ linkId, threshold }) => ({ linkId, threshold })),
    });
  };
}

async function recordEvents(
  { clock, enqueueDeliveries }: CrossingParts,
  tx: Transaction,
  workspaceId: number,
  events: readonly WebhookEvent[],
): Promise<void> {
  insertEvents(tx, workspaceId, events, clock());
  const jobs = events.map(({ webhook, counted }) => ({
    job: { workspaceId, clickId: counted.number, turn: 0 },
    webhook: webhookName(workspaceId, webhook.ofGroup ? counted.click.record.groupId : null),
    startAt: null,
  }));
  await enqueueDeliveries(tx, jobs);
}

interface Firing {
  readonly webhook: Webhook;
  readonly counted: CountedClick;
}

type Links = ReadonlyMap<number, CrossingLink>;

async function findFiring(
  tx: Transaction,
  workspace: Workspace,
  clicks: readonly CountedClick[],
): Promise<Firing[]> {
  const groupIds = new Set(clicks.map(({ click }) => click.record.groupId));
  const inGroups = [...groupIds].filter((groupId) => groupId !== null);
  const groups = await findGroupWebhooks(tx, workspace.id, inGroups);
  return clicks.flatMap((counted) => {
    const { groupId } = counted.click.record;
    const group = groupId === null ? undefined : groups.get(groupId);
    const webhook = webhookFor(workspace.webhook, group);
    return webhook !== null && fires(webhook, counted) ? [{ webhook, counted }] : [];
  });
}

function toEvent({ webhook, counted }: Firing, links: Links): WebhookEvent[] {
  const link = links.get(counted.click.record.linkId);
  return link === undefined ? [] : [{ eventId: randomUUID(), webhook, counted, link }];
}

function toReached({ click, tally }: CountedClick, links: Links): ReachedThreshold[] {
  const link = links.get(click.record.linkId);
  if (link === undefined || !(link.notifiesPush || link.notifiesMail)) return [];
  const { id: linkId, notifiesPush, notifiesMail } = link;
  const reachedAt = new Date(click.record.atMs);
  return [{ linkId, threshold: tally.clicks, notifiesPush, notifiesMail, reachedAt }];
}
