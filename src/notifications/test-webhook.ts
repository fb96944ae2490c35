import { randomUUID } from "node:crypto";
import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { findWebhookTarget } from "../workspaces/find-webhook-target.ts";
import { loadWorkspace } from "../workspaces/load-workspace.ts";
import { requirePlan } from "../workspaces/plan.ts";
import { holdingSecrets } from "../workspaces/webhook-target.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { type SendParts, sendWebhook } from "./send-webhook.ts";
import type { ToldEvent } from "./webhook-request.ts";

export interface TestResult {
  readonly eventId: string;
  /** HTTP; null where no answer came. */
  readonly status: number | null;
  readonly error: string | null;
  readonly ms: number;
  /** The beginning of what the receiver said, on lines that a terminal may show. */
  readonly answer: string;
}

const MOST_TEXT = 1_000;
/** All but line breaks and tabs. */
const CONTROLS = /[^\P{C}\n\t]/gu;

/**
 * Sends a test event to the global webhook, whether it is on or not: who sets one up tries it first.
 * It must have been on once, for then it got the secret that signs.
 */
export async function testWebhook(
  ctx: Context,
  parts: SendParts,
  workspaceId: number,
): Promise<TestResult> {
  const workspace = await loadWorkspace(ctx, workspaceId);
  requirePlan(workspace.plan, "webhook");
  const target = await findWebhookTarget(ctx.db, workspaceId);
  if (target === undefined) throw new Fault("workspace_unknown");
  const { url } = target;
  if (url === null) {
    throw new Fault("webhook_url_refused", { field: "webhookUrl", reason: "webhook_url_missing" });
  }
  const secrets = holdingSecrets(target, ctx.clock());
  if (secrets.length === 0) throw new Fault("global_webhook_off", { field: "webhook" });
  const event = sampleEvent(workspace, ctx.site.publicOrigin, ctx.clock());
  const began = performance.now();
  const { result, answer } = await sendWebhook(parts, event, { url, secrets });
  const { status, error } = result;
  const ms = Math.round(performance.now() - began);
  const text = answer.toString("utf8").replaceAll(CONTROLS, "�").slice(0, MOST_TEXT);
  return { eventId: event.eventId, status, error, ms, answer: text.toWellFormed() };
}

function sampleEvent({ id, webhook }: Workspace, origin: string, at: Date): ToldEvent {
  return {
    eventId: randomUUID(),
    ofGroup: false,
    kind: "test",
    workspaceId: id,
    groupId: null,
    slug: "test",
    origin,
    url: "https://example.com/",
    metric: webhook.metric,
    frequency: webhook.frequency,
    clicks: webhook.frequency,
    people: webhook.frequency,
    clickedAt: at,
    qr: false,
    euid: null,
    country: "ID",
    device: "mobile",
    os: "Android",
    browser: "Chrome",
    referrer: "example.com",
    language: "id",
  };
}
