import { Fault } from "../kit/fault.ts";

/** Ascending: each plan has all that the ones before it have. */
export const plans = [
  "Free",
  "Personal",
  "Premium",
  "Business",
  "Business Plus",
  "Enterprise",
] as const;

export type Plan = (typeof plans)[number];

export type Feature =
  | "redirectType"
  | "pushNotify"
  | "mailNotify"
  | "bulk"
  | "linkClicks"
  | "reuse"
  | "changeUrl"
  | "linkList"
  | "ownDomain"
  | "groupClicks"
  | "webhook";

/** The lowest plan that has a feature. */
const planWith: Readonly<Record<Feature, Plan>> = {
  redirectType: "Personal",
  pushNotify: "Personal",
  mailNotify: "Personal",
  bulk: "Personal",
  linkClicks: "Personal",
  reuse: "Premium",
  changeUrl: "Premium",
  linkList: "Premium",
  ownDomain: "Premium",
  groupClicks: "Premium",
  webhook: "Enterprise",
};

/** More items than this in one call are refused on every plan. */
export const bulkCeiling = 300;

export interface RateLimit {
  readonly perMinute: number;
  readonly perHour: number;
}

export type RatedApi = "links" | "statistics";

const rateLimits: Readonly<Record<Plan, RateLimit | null>> = {
  Free: { perMinute: 30, perHour: 600 },
  Personal: { perMinute: 180, perHour: 10_000 },
  Premium: { perMinute: 300, perHour: 15_000 },
  Business: { perMinute: 480, perHour: 25_000 },
  "Business Plus": { perMinute: 768, perHour: 40_000 },
  Enterprise: null,
};

export function isPlan(text: string): text is Plan {
  return (plans as readonly string[]).includes(text);
}

export function hasFeature(plan: Plan, feature: Feature): boolean {
  return reaches(plan, planWith[feature]);
}

/** The refusal names the lowest plan that has the feature. */
export function requirePlan(plan: Plan, feature: Feature): void {
  const needed = planWith[feature];
  if (!reaches(plan, needed)) throw new Fault("plan_required", { plan: needed, feature });
}

/** Holds up to `bulkCeiling` items; more is a wrong field, not a matter of plans. */
export function requireBulkPlan(plan: Plan, items: number): void {
  const needed = items <= 100 ? "Personal" : items <= 200 ? "Premium" : "Business";
  if (!reaches(plan, needed)) throw new Fault("plan_required", { plan: needed, feature: "bulk" });
}

/** What the operator set for the workspace beats its plan; null is no limit. */
export function rateLimit(plan: Plan, api: RatedApi, own: RateLimit | null): RateLimit | null {
  const limit = own ?? rateLimits[plan];
  if (limit === null || api === "links") return limit;
  const perMinute = Math.max(2, Math.floor(limit.perMinute * 0.05));
  return { perMinute, perHour: limit.perHour };
}

function reaches(plan: Plan, needed: Plan): boolean {
  return plans.indexOf(plan) >= plans.indexOf(needed);
}
