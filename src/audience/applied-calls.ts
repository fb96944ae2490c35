import { Fault } from "../kit/fault.ts";
import type { Attribute } from "./attribute.ts";
import type { AttributeRegistry } from "./attribute-registry.ts";
import { usualLimits } from "./profile-draft.ts";
import type { Profile } from "./property.ts";
import { apply, type Outcome } from "./property-operation.ts";
import type { Accepted, PropertyCall, Word } from "./writes.ts";

/** What a chunk of calls finds. */
export interface Found {
  readonly profiles: ReadonlyMap<number, Profile>;
  readonly registry: AttributeRegistry;
  /** Characters of history that may be written; of what needs more, and all after it, nothing is. */
  readonly room: number;
}

export interface AppliedCalls {
  readonly outcomes: readonly Word<Outcome>[];
  /** Attributes that the calls registered. */
  readonly added: readonly Attribute[];
  readonly changed: ReadonlyMap<number, Profile>;
  /** Of calls that changed something: each change with its name, old and new value, as JSON. */
  readonly history: readonly { readonly call: PropertyCall; readonly changes: string }[];
  /** With those. */
  readonly registry: AttributeRegistry;
  /** What is left of it; below zero nothing more is done. */
  readonly room: number;
}

/** Each call finds what the one before it left; an attribute that one registers, the next one has. */
export function applyCalls(calls: readonly PropertyCall[], found: Found): AppliedCalls {
  const changed = new Map<number, Profile>();
  const history: { call: PropertyCall; changes: string }[] = [];
  const added: Attribute[] = [];
  let { registry, room } = found;
  const outcomes = calls.map((call): Word<Outcome> => {
    const { euid, operation, zone } = call;
    const before = changed.get(euid) ?? found.profiles.get(euid);
    if (before === undefined) return new Fault("user_unknown");
    // What comes after one that was too heavy must not be done before it.
    if (room < 0) return new Fault("batch_too_heavy");
    const outcome = apply(before, operation, { registry, zone, limits: usualLimits });
    if (outcome.changes.length === 0) return outcome;
    const changes = JSON.stringify(outcome.changes);
    room -= changes.length;
    if (room < 0) return new Fault("batch_too_heavy");
    changed.set(euid, outcome.after);
    history.push({ call, changes });
    if (outcome.newAttributes.length > 0 && registry === found.registry) registry = registry.copy();
    for (const attribute of outcome.newAttributes) {
      registry.add(attribute);
      added.push(attribute);
    }
    return outcome;
  });
  return { outcomes, added, changed, history, registry, room };
}

/** Whether what is registered, or whether it is locked, decided something. */
export function asksForRegistry(outcome: Word<Outcome>): boolean {
  if (outcome instanceof Fault) return false;
  return (
    outcome.newAttributes.length > 0 ||
    outcome.refused.some(
      ({ fault: { code } }) => code === "attribute_locked" || code === "attributes_too_many",
    )
  );
}

const NOTHING_REFUSED: Accepted = { items: 0, refused: [] };

/** What the caller is told. */
export function wordOf(outcome: Word<Outcome>, call: PropertyCall | undefined): Word<Accepted> {
  if (outcome instanceof Fault || call === undefined) return outcome as Fault;
  if (outcome.refused.length === 0) return NOTHING_REFUSED;
  return { items: Object.keys(call.operation.properties).length, refused: outcome.refused };
}
