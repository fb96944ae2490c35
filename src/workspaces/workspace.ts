import { Fault } from "../kit/fault.ts";
import type { Language } from "../kit/language.ts";
import type { Plan, RateLimit } from "./plan.ts";

/** The team whose links and people these are. */
export interface Workspace {
  readonly id: number;
  readonly name: string;
  readonly plan: Plan;
  /** An IANA name; the days and local times of the workspace. */
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2; null: no visit is foreign. */
  readonly homeCountry: string | null;
  readonly locale: Language;
  /** An origin; null is the server's own link domain. */
  readonly defaultDomain: string | null;
  /** The operator's own limit; null leaves the plan's. */
  readonly rateLimit: RateLimit | null;
  readonly notifyThresholds: readonly number[];
  readonly notifyEmails: readonly string[];
  /** Those of `notifyEmails` that get nothing, for their owner said so. */
  readonly unsubscribedEmails: readonly string[];
  readonly webhook: GlobalWebhook;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}

/** The webhook of every link whose group has none of its own; group webhooks rest while it is off. */
export interface GlobalWebhook {
  readonly enabled: boolean;
  readonly url: string | null;
  readonly metric: WebhookMetric;
  readonly frequency: WebhookFrequency;
  readonly hasSecret: boolean;
}

/** What an operator may say of a workspace when making it. */
export interface WorkspaceSettings {
  readonly name: string;
  readonly plan: Plan;
  readonly timeZone: string;
  readonly homeCountry: string | null;
  readonly locale: Language;
  /** As sent; null or the server's own origin is the server's own domain. */
  readonly defaultDomain: string | null;
  readonly rateLimit: RateLimit | null;
}

/** What an operator may change of a workspace; what is left out stays. */
export type WorkspaceChanges = Partial<WorkspaceSettings> & {
  readonly notifyThresholds?: readonly number[];
  readonly notifyEmails?: readonly string[];
  readonly webhook?: Partial<Omit<GlobalWebhook, "hasSecret">>;
};

export const DEFAULT_SETTINGS: Omit<WorkspaceSettings, "name"> = {
  plan: "Enterprise",
  timeZone: "UTC",
  homeCountry: null,
  locale: "en",
  defaultDomain: null,
  rateLimit: null,
};

/** What a new workspace has that nobody says when making it. */
export const NEW_WORKSPACE = {
  notifyThresholds: [100, 1_000, 10_000],
  notifyEmails: [],
  unsubscribedEmails: [],
  webhook: { enabled: false, url: null, metric: "clicks", frequency: 1, hasSecret: false },
} as const satisfies Pick<
  Workspace,
  "notifyThresholds" | "notifyEmails" | "unsubscribedEmails" | "webhook"
>;

/** Each is reached once on the way up, so they must rise. */
export function checkThresholds(thresholds: readonly number[], field: string): void {
  for (const [index, threshold] of thresholds.entries()) {
    if (index > 0 && threshold <= (thresholds[index - 1] ?? 0)) {
      throw new Fault("field_invalid", { field, reason: "not_ascending" });
    }
  }
}

const EMAIL = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;

export function checkEmails(emails: readonly string[], field: string): void {
  if (!emails.every((email) => email.isWellFormed() && EMAIL.test(email))) {
    throw new Fault("field_invalid", { field, reason: "email_form" });
  }
}

export type WebhookMetric = "clicks" | "people";
/** How often a webhook fires: on every n-th. The same for the global webhook and for those of groups. */
export const WEBHOOK_FREQUENCIES = [1, 50, 100, 200, 300, 500, 1000] as const;
export type WebhookFrequency = (typeof WEBHOOK_FREQUENCIES)[number];
