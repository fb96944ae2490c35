import type { Draft } from "./draft.ts";

/** What a visitor of the group's links meets, in the order of time. */
export type Step =
  | { readonly kind: "early"; readonly until: string }
  | {
      readonly kind: "open";
      readonly first: boolean;
      readonly password: boolean;
      readonly asked: boolean;
    }
  | { readonly kind: "full"; readonly after: number }
  | { readonly kind: "ended"; readonly after: string; readonly to: string | null };

/**
 * From now on, the wall clock of the workspace. Only what the group itself says: what is left to the
 * links differs from link to link.
 */
export function visitorPath(draft: Draft, now: string): readonly Step[] {
  const { strtYmdt, endYmdt, expireUrl, pwd, acesMaxCnt, notfSubscYn } = draft;
  const steps: Step[] = [];
  const at = now.replace(" ", "T");
  const ended = endYmdt
    ? ({ kind: "ended", after: endYmdt, to: expireUrl || null } as const)
    : null;
  if (ended && ended.after <= at) return [ended];
  const early = strtYmdt && strtYmdt > at;
  if (early) steps.push({ kind: "early", until: strtYmdt });
  steps.push({
    kind: "open",
    first: !early,
    password: pwd !== null && pwd !== "",
    asked: notfSubscYn === "Y",
  });
  const limit = Number(acesMaxCnt ?? 0);
  if (Number.isSafeInteger(limit) && limit > 0) steps.push({ kind: "full", after: limit });
  if (ended) steps.push(ended);
  return steps;
}
