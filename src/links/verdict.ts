import type { EffectiveSettings } from "./policy.ts";

export interface Visit {
  readonly atMs: number;
  /** The visitor brought a valid pass for this link. */
  readonly unlocked: boolean;
  /** Forwards already spent on this link, as far as this node knows. */
  readonly forwards: number;
  /** This browser met the subscription page of the host. */
  readonly asked: boolean;
}

export type Verdict =
  | { readonly kind: "open" }
  | { readonly kind: "early"; readonly opensAt: Date }
  | { readonly kind: "expired"; readonly to: string | null }
  | { readonly kind: "locked" }
  | { readonly kind: "full" }
  | { readonly kind: "asks" };

const open: Verdict = { kind: "open" };
const locked: Verdict = { kind: "locked" };
const full: Verdict = { kind: "full" };
const asks: Verdict = { kind: "asks" };

/**
 * What the settings say to a visit; the first that holds. Under a limit "open" still
 * has to take a place, and "asks" to look for one: the count known here may be behind.
 */
export function judge(settings: EffectiveSettings, visit: Visit): Verdict {
  const { startsAt, endsAt, passwordHash, maxForwards } = settings;
  if (startsAt !== null && visit.atMs < startsAt.getTime()) {
    return { kind: "early", opensAt: startsAt };
  }
  if (endsAt !== null && visit.atMs > endsAt.getTime()) {
    return { kind: "expired", to: settings.expiredUrl };
  }
  if (passwordHash !== null && !visit.unlocked) return locked;
  if (maxForwards > 0 && visit.forwards >= maxForwards) return full;
  if (settings.subscribes && !visit.asked) return asks;
  return open;
}

/** Bots and previews may not see the destination of such a link. */
export function isProtected(settings: EffectiveSettings): boolean {
  return settings.passwordHash !== null || settings.maxForwards > 0;
}
