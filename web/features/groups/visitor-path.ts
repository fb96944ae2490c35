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

/** Only what the group itself says; what is left to the links differs from link to link. */
export function visitorPath(draft: Draft): readonly Step[] {
  const { strtYmdt, endYmdt, expireUrl, pwd, acesMaxCnt, notfSubscYn } = draft;
  const steps: Step[] = [];
  if (strtYmdt) steps.push({ kind: "early", until: strtYmdt });
  steps.push({
    kind: "open",
    first: !strtYmdt,
    password: pwd !== null && pwd !== "",
    asked: notfSubscYn === "Y",
  });
  const limit = Number(acesMaxCnt ?? 0);
  if (Number.isSafeInteger(limit) && limit > 0) steps.push({ kind: "full", after: limit });
  if (endYmdt) steps.push({ kind: "ended", after: endYmdt, to: expireUrl || null });
  return steps;
}
