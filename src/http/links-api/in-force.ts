import type { WorkspaceContext } from "../../context.ts";
import type { Language } from "../../kit/language.ts";
import {
  type DependentSetting,
  findNoEffects,
  type InForceFacts,
  type OnSettings,
} from "../../links/in-force.ts";
import { hasMemberBrowser } from "../../notifications/find-member-browser.ts";
import { say } from "../messages/tell.ts";

const WIRE_NAMES = {
  excludesOverseas: "blockOverseasSticsYn",
  notifiesMail: "mailNotifyYn",
  notifiesPush: "pushNotifyYn",
  webhookEnabled: "webhookEnableYn",
} as const satisfies Readonly<Record<DependentSetting, string>>;

type InForceName = (typeof WIRE_NAMES)[DependentSetting];
/** By field, why a setting that is on has no effect now. */
export type InForce = {
  readonly [Name in InForceName]?: { readonly yn: "N"; readonly why: string };
};

export async function encodeInForce(
  ctx: WorkspaceContext,
  on: OnSettings,
  language: Language,
): Promise<InForce> {
  const facts = await loadFacts(ctx, on);
  return Object.fromEntries(
    [...findNoEffects(on, facts)].map(([name, reason]) => [
      WIRE_NAMES[name],
      { yn: "N", why: say(reason, language) },
    ]),
  );
}

/** Asks the store only about what is on. */
async function loadFacts(ctx: WorkspaceContext, on: OnSettings): Promise<InForceFacts> {
  const { homeCountry, notifyThresholds, notifyEmails, unsubscribedEmails, webhook } =
    ctx.workspace;
  const gone = new Set(unsubscribedEmails);
  return {
    homeCountry,
    hasThresholds: notifyThresholds.length > 0,
    hasMailServer: ctx.site.mail,
    hasMailAddress: notifyEmails.some((email) => !gone.has(email)),
    hasMemberBrowser: !on.notifiesPush || (await hasMemberBrowser(ctx)),
    hasGlobalWebhook: webhook.enabled,
  };
}
