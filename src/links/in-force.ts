import type { Settings } from "./policy.ts";

/** Settings that need something beside them before they have an effect. */
export type DependentSetting =
  | keyof Pick<Settings, "excludesOverseas" | "notifiesMail" | "notifiesPush">
  | "webhookEnabled";

/** Why a setting that is on has no effect now. */
export type NoEffectReason =
  | "home_country_not_set"
  | "mail_not_set_up"
  | "notify_emails_empty"
  | "notify_thresholds_empty"
  | "member_browsers_missing"
  | "global_webhook_is_off";

/** What the dependent settings need. */
export interface InForceFacts {
  readonly homeCountry: string | null;
  readonly hasThresholds: boolean;
  readonly hasMailServer: boolean;
  /** An address to write to, whose owner has not unsubscribed. */
  readonly hasMailAddress: boolean;
  /** A browser of a member that takes push messages. */
  readonly hasMemberBrowser: boolean;
  readonly hasGlobalWebhook: boolean;
}

export type OnSettings = Readonly<Record<DependentSetting, boolean>>;
export type NoEffects = ReadonlyMap<DependentSetting, NoEffectReason>;

/** Returns the settings that are on and have no effect now, each with the first reason. */
export function findNoEffects(on: OnSettings, facts: InForceFacts): NoEffects {
  const reasons: Readonly<Record<DependentSetting, NoEffectReason | null>> = {
    excludesOverseas: facts.homeCountry === null ? "home_country_not_set" : null,
    notifiesMail: mailReason(facts),
    notifiesPush: pushReason(facts),
    webhookEnabled: facts.hasGlobalWebhook ? null : "global_webhook_is_off",
  };
  const found = Object.entries(reasons) as [DependentSetting, NoEffectReason | null][];
  return new Map(
    found.flatMap(([name, reason]) => (on[name] && reason !== null ? [[name, reason]] : [])),
  );
}

function mailReason(facts: InForceFacts): NoEffectReason | null {
  if (!facts.hasMailServer) return "mail_not_set_up";
  if (!facts.hasMailAddress) return "notify_emails_empty";
  return facts.hasThresholds ? null : "notify_thresholds_empty";
}

function pushReason(facts: InForceFacts): NoEffectReason | null {
  if (!facts.hasMemberBrowser) return "member_browsers_missing";
  return facts.hasThresholds ? null : "notify_thresholds_empty";
}
