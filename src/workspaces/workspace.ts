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
  readonly frequency: number;
  readonly hasSecret: boolean;
}

export type WebhookMetric = "clicks" | "people";
export const WEBHOOK_FREQUENCIES = [1, 50, 100, 300, 500, 1000] as const;
