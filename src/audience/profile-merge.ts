import { Fault } from "../kit/fault.ts";
import type { Registry } from "./attribute.ts";
import { type Change, ProfileDraft, usualLimits } from "./profile-draft.ts";
import { equalValues, isList, type Profile, type PropertyValue } from "./property.ts";
import { MOST_LIST_ITEMS } from "./property-value.ts";

export interface Merged {
  readonly after: Profile;
  readonly changes: readonly Change[];
  /** Names of the other's values that found no room. */
  readonly leftOut: readonly string[];
}

/** The winner's values stay, the other's fill the gaps, and lists unite as far as there is room. */
export function mergeProfiles(winner: Profile, other: Profile, registry: Registry): Merged {
  const draft = new ProfileDraft(winner, registry, usualLimits);
  const leftOut: string[] = [];
  for (const [name, theirs] of Object.entries(other.properties)) {
    const value = mergedValue(draft.findValue(name), theirs);
    const type = registry.get(name);
    if (value === undefined || type === undefined) continue;
    try {
      draft.put({ name, type }, value);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      leftOut.push(name);
    }
  }
  return { after: draft.profile(), changes: draft.changes, leftOut };
}

/** Undefined where the winner's value stays. */
function mergedValue(
  ours: PropertyValue | undefined,
  theirs: PropertyValue,
): PropertyValue | undefined {
  if (ours === undefined) return theirs;
  if (!isList(ours) || !isList(theirs)) return undefined;
  const union = [...new Set([...ours, ...theirs])].slice(0, MOST_LIST_ITEMS);
  return equalValues(ours, union) ? undefined : union;
}
