import type { Plan } from "../workspaces/plan.ts";
import {
  applyWebhook,
  checkWebhook,
  type Group,
  requireWebhookPlan,
  type WebhookChange,
} from "./group.ts";
import {
  applySettings,
  checkChangedWindow,
  type HashedChange,
  requireSettingsPlan,
  type SettingsChange,
} from "./settings-change.ts";

/** What a call says of a group: undefined leaves something as it is, null clears it. */
export interface GroupChange {
  readonly name?: string | undefined;
  readonly memo?: string | null | undefined;
  readonly settings: SettingsChange;
  /** The URL as sent: it is read once the plan and the rules before it hold. */
  readonly webhook: WebhookChange;
}

/** A change with everything in it that takes time to find out. */
export interface PreparedGroupChange {
  readonly name?: string | undefined;
  readonly memo?: string | null | undefined;
  readonly settings: HashedChange;
  readonly webhook: WebhookChange;
}

export function requireGroupPlan(plan: Plan, { settings, webhook }: GroupChange): void {
  requireSettingsPlan(plan, settings);
  requireWebhookPlan(plan, webhook);
}

/** The rules between fields that the state before the change has a say in. */
export function checkGroupRules(
  before: Pick<Group, "settings" | "webhook">,
  change: { readonly settings: SettingsChange; readonly webhook: WebhookChange },
  globalWebhook: boolean,
): void {
  checkChangedWindow(change.settings, before.settings);
  checkWebhook(change.webhook, applyWebhook(before.webhook, change.webhook), globalWebhook);
}

export function applyGroupChange(group: Group, change: PreparedGroupChange, at: Date): Group {
  const { name = group.name, memo = group.memo } = change;
  return {
    ...group,
    name,
    memo,
    settings: applySettings(group.settings, change.settings),
    webhook: applyWebhook(group.webhook, change.webhook),
    updatedAt: at,
    version: group.version + 1,
  };
}
