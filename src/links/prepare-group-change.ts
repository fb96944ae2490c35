import type { WorkspaceContext } from "../context.ts";
import { checkUrlAddress } from "../kit/address-guard.ts";
import { Fault } from "../kit/fault.ts";
import { parseWebhookUrl } from "./destination.ts";
import type { Group } from "./group.ts";
import {
  checkGroupRules,
  type GroupChange,
  type PreparedGroupChange,
  requireGroupPlan,
} from "./group-change.ts";
import { preparePasswords } from "./prepare-passwords.ts";
import { checkMail } from "./settings-change.ts";

/** The checks in the published order, then what takes time: names and passwords, outside any transaction. */
export async function prepareGroupChange(
  ctx: WorkspaceContext,
  before: Pick<Group, "settings" | "webhook">,
  change: GroupChange,
): Promise<PreparedGroupChange> {
  const { workspace, site } = ctx;
  requireGroupPlan(workspace.plan, change);
  checkGroupRules(before, change, workspace.webhook.enabled);
  const { url } = change.webhook;
  const webhookUrl = typeof url === "string" ? await readWebhookUrl(ctx, url) : url;
  checkMail(change.settings, site.mail);
  return {
    name: change.name,
    memo: change.memo,
    settings: await preparePasswords(ctx, change.settings),
    webhook: { ...change.webhook, url: webhookUrl },
  };
}

async function readWebhookUrl(ctx: WorkspaceContext, text: string): Promise<string> {
  const { allowPrivateAddresses } = ctx.site;
  const field = "webhookUrl";
  const url = parseWebhookUrl(text, { field, allowHttp: allowPrivateAddresses });
  const refusal = await checkUrlAddress(new URL(url), allowPrivateAddresses);
  if (refusal !== null) throw new Fault("webhook_url_refused", { field, reason: refusal });
  return url;
}
