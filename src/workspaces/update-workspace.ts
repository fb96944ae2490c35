import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { checkUrlAddress } from "../kit/address-guard.ts";
import { Fault } from "../kit/fault.ts";
import { parseWebUrl } from "../kit/web-url.ts";
import { type AuditChanges, changesBetween } from "./audit.ts";
import { newWebhookSecret } from "./issue-secrets.ts";
import { loadWorkspace } from "./load-workspace.ts";
import { requirePlan } from "./plan.ts";
import { recordAudit } from "./record-audit.ts";
import { resolveDefaultDomain } from "./resolve-default-domain.ts";
import { lockWorkspace, saveWebhookSecret, saveWorkspace } from "./store/workspaces.ts";
import type { GlobalWebhook, Workspace, WorkspaceChanges } from "./workspace.ts";

export interface UpdateWorkspace {
  readonly workspaceId: number;
  readonly changes: WorkspaceChanges;
  /** What {@link workspaceVersion} the caller may have seen; null: whichever stands is overwritten. */
  readonly expected?: readonly number[] | null;
}

/** Moves with every change of what can be said of a workspace; two editors tell by it that they met. */
export function workspaceVersion({ updatedAt }: Workspace): number {
  return updatedAt.getTime();
}

const URL_REFUSED = { code: "webhook_url_refused", field: "webhookUrl" } as const;

/** Returns the global webhook's secret only when this call made it: it is never shown twice. */
export async function updateWorkspace(
  ctx: Context,
  { workspaceId, changes, expected = null }: UpdateWorkspace,
): Promise<string | null> {
  const seen = await loadWorkspace(ctx, workspaceId);
  checkWebhook(amend(seen, changes), changes);
  // Asks for names, so it stands outside the transaction.
  const url = await readWebhookUrl(ctx, changes.webhook?.url);

  return ctx.db.transaction(async (tx) => {
    const before = await lockWorkspace(tx, workspaceId);
    if (before === undefined) throw new Fault("workspace_unknown");
    if (expected !== null && !expected.includes(workspaceVersion(before))) {
      throw new Fault("changed_meanwhile");
    }
    const after = amend(before, changes, url);
    checkWebhook(after, changes);
    const { defaultDomain: sent } = changes;
    const defaultDomain =
      sent === undefined
        ? before.defaultDomain
        : await resolveDefaultDomain(ctx, tx, { workspaceId, sent });
    await saveChanged(ctx, tx, before, { ...after, defaultDomain });
    const needsSecret = after.webhook.enabled && !before.webhook.hasSecret;
    const secret = needsSecret ? newWebhookSecret() : null;
    if (secret !== null) await saveWebhookSecret(tx, { workspaceId, secret, previousUntil: null });
    return secret;
  }, "write");
}

export interface SetUpWorkspace {
  readonly workspaceId: number;
  readonly timeZone?: string | undefined;
  /** Null: the owner chose none. */
  readonly homeCountry?: string | null | undefined;
  /** The first owner's, who is told of what the settings ask for. */
  readonly email: string;
}

/** What the first owner says of the workspace, in the transaction that makes them a member. */
export async function setUpWorkspace(
  ctx: Context,
  tx: Transaction,
  { workspaceId, timeZone, homeCountry, email }: SetUpWorkspace,
): Promise<void> {
  const before = await lockWorkspace(tx, workspaceId);
  if (before === undefined) throw new Fault("workspace_unknown");
  await saveChanged(ctx, tx, before, {
    ...before,
    ...(timeZone !== undefined && { timeZone }),
    ...(homeCountry !== undefined && { homeCountry }),
    notifyEmails: [...new Set([...before.notifyEmails, email])],
  });
}

/** Stores a workspace that is held, with all that follows from what changed. */
async function saveChanged(
  ctx: Context,
  tx: Transaction,
  before: Workspace,
  after: Workspace,
): Promise<void> {
  const { id: workspaceId } = before;
  // Of two changes within a millisecond the second has a version of its own too.
  const at = Math.max(ctx.clock().getTime(), workspaceVersion(before) + 1);
  const saved = { ...after, updatedAt: new Date(at) };
  await saveWorkspace(tx, saved);
  recordAudit(ctx, tx, {
    workspaceId,
    action: "workspace.update",
    target: saved.name,
    changes: audited(before, saved),
  });
  if (saved.timeZone !== before.timeZone) {
    await ctx.enqueue(tx, "statistics.mark-anew", { workspaceId });
  }
  if (saved.homeCountry !== before.homeCountry) {
    const askedAt = saved.updatedAt.toISOString();
    await ctx.enqueue(tx, "audience.read-phones", { workspaceId, origin: "home_country", askedAt });
  }
  await ctx.changes.announce(tx, [{ kind: "workspace", key: String(workspaceId) }]);
}

/** Addresses of people are not told. */
function audited(before: Workspace, after: Workspace): AuditChanges {
  const fields = ({ webhook, rateLimit, ...workspace }: Workspace) => ({
    name: workspace.name,
    plan: workspace.plan,
    timeZone: workspace.timeZone,
    homeCountry: workspace.homeCountry,
    locale: workspace.locale,
    defaultDomain: workspace.defaultDomain,
    rateLimit: rateLimit && `${rateLimit.perMinute}/${rateLimit.perHour}`,
    notifyThresholds: workspace.notifyThresholds.join(", "),
    notifyEmails: workspace.notifyEmails.join(", "),
    webhookEnabled: webhook.enabled,
    webhookUrl: webhook.url,
    webhookMetric: webhook.metric,
    webhookFrequency: webhook.frequency,
  });
  return changesBetween(fields(before), fields(after), ["notifyEmails"]);
}

/** `url` is the one to store, where the changes name one. */
function amend(before: Workspace, changes: WorkspaceChanges, url?: string | null): Workspace {
  const webhook: GlobalWebhook = {
    ...before.webhook,
    ...changes.webhook,
    ...(url !== undefined && { url }),
  };
  const after = { ...before, ...changes, webhook };
  // An address that is taken out and put in anew gets mail again; one that is merely sent again not.
  const stays = new Set(after.notifyEmails);
  return {
    ...after,
    unsubscribedEmails: before.unsubscribedEmails.filter((email) => stays.has(email)),
  };
}

function checkWebhook({ plan, webhook }: Workspace, changes: WorkspaceChanges): void {
  if (changes.webhook === undefined || !webhook.enabled) return;
  requirePlan(plan, "webhook");
  if (webhook.url === null) {
    throw new Fault(URL_REFUSED.code, { field: URL_REFUSED.field, reason: "webhook_url_missing" });
  }
}

async function readWebhookUrl(
  { site }: Context,
  sent: string | null | undefined,
): Promise<string | null | undefined> {
  if (sent === undefined || sent === null) return sent;
  const { allowPrivateAddresses } = site;
  const { url, stored } = parseWebUrl(sent, { ...URL_REFUSED, httpsOnly: !allowPrivateAddresses });
  const reason = await checkUrlAddress(url, allowPrivateAddresses);
  if (reason !== null) throw new Fault(URL_REFUSED.code, { field: URL_REFUSED.field, reason });
  return stored;
}
