import type { Context } from "../context.ts";
import { checkUrlAddress } from "../kit/address-guard.ts";
import { Fault } from "../kit/fault.ts";
import { parseWebUrl } from "../kit/web-url.ts";
import { newWebhookSecret } from "./issue-secrets.ts";
import { loadWorkspace } from "./load-workspace.ts";
import { requirePlan } from "./plan.ts";
import { resolveDefaultDomain } from "./resolve-default-domain.ts";
import { lockWorkspace, saveWebhookSecret, saveWorkspace } from "./store/workspaces.ts";
import type { GlobalWebhook, Workspace, WorkspaceChanges } from "./workspace.ts";

export interface UpdateWorkspace {
  readonly workspaceId: number;
  readonly changes: WorkspaceChanges;
}

const URL_REFUSED = { code: "webhook_url_refused", field: "webhookUrl" } as const;

/** Returns the global webhook's secret only when this call made it: it is never shown twice. */
export async function updateWorkspace(
  ctx: Context,
  { workspaceId, changes }: UpdateWorkspace,
): Promise<string | null> {
  const seen = await loadWorkspace(ctx, workspaceId);
  checkWebhook(amend(seen, changes), changes);
  // Asks for names, so it stands outside the transaction.
  const url = await readWebhookUrl(ctx, changes.webhook?.url);

  return ctx.db.transaction(async (tx) => {
    const before = await lockWorkspace(tx, workspaceId);
    if (before === undefined) throw new Fault("workspace_unknown");
    const after = amend(before, changes, url);
    checkWebhook(after, changes);
    const { defaultDomain: sent } = changes;
    await saveWorkspace(tx, {
      ...after,
      defaultDomain:
        sent === undefined
          ? before.defaultDomain
          : await resolveDefaultDomain(ctx, tx, { workspaceId, sent }),
      updatedAt: ctx.clock(),
    });
    const needsSecret = after.webhook.enabled && !before.webhook.hasSecret;
    const secret = needsSecret ? newWebhookSecret() : null;
    if (secret !== null) await saveWebhookSecret(tx, { workspaceId, secret, previousUntil: null });
    if (after.timeZone !== before.timeZone) {
      await ctx.enqueue(tx, "statistics.mark-anew", { workspaceId });
    }
    await ctx.changes.announce(tx, [{ kind: "workspace", key: String(workspaceId) }]);
    return secret;
  }, "write");
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
