import { Fault } from "../kit/fault.ts";
import { type Attribute, type AttributeType, inferType, type Registry } from "./attribute.ts";
import { addDecimals } from "./decimal.ts";
import { type Change, type Limits, ProfileDraft } from "./profile-draft.ts";
import { isDecimal, isList, type Profile } from "./property.ts";
import {
  limitList,
  parseMembers,
  parseNumber,
  parseValue,
  refuseMissing,
  typeWrong,
  valueInvalid,
} from "./property-value.ts";

export const OPERATION_TYPES = ["set", "set_once", "increase", "add", "remove", "delete"] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];

/** The values are as sent: each is judged, and refused, for itself. */
export interface Operation {
  readonly type: OperationType;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a call finds in its workspace. */
export interface Surroundings {
  readonly registry: Registry;
  /** The IANA name of the zone in which local date-times are meant. */
  readonly zone: string;
  readonly limits: Limits;
}

export interface Refusal {
  readonly name: string;
  readonly fault: Fault;
}

export interface Outcome {
  readonly after: Profile;
  /** In the order sent; a value that stays as it was is none. */
  readonly changes: readonly Change[];
  readonly refused: readonly Refusal[];
  readonly newAttributes: readonly Attribute[];
}

/** Applies each valid item in the order sent; an item that is refused leaves no trace. */
export function apply(before: Profile, operation: Operation, around: Surroundings): Outcome {
  const draft = new ProfileDraft(before, around.registry, around.limits);
  const refused: Refusal[] = [];
  const { zone } = around;
  for (const name of Object.keys(operation.properties)) {
    try {
      applyItem(draft, operation.type, { name, value: operation.properties[name], zone });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      refused.push({ name, fault: error });
    }
  }
  const { changes, newAttributes } = draft;
  return { after: draft.profile(), changes, refused, newAttributes };
}

interface Item {
  readonly name: string;
  readonly value: unknown;
  readonly zone: string;
}

function applyItem(draft: ProfileDraft, operation: OperationType, item: Item): void {
  const { name, value, zone } = item;
  const type = draft.typeOf(name);
  if (operation !== "delete") refuseMissing(name, value);
  switch (operation) {
    case "set":
    case "set_once":
      setValue(draft, item, {
        type: type ?? inferType(value, zone),
        once: operation === "set_once",
      });
      break;
    case "increase":
      increaseNumber(draft, item, type);
      break;
    case "add":
      addMembers(draft, item, type);
      break;
    case "remove":
      removeMembers(draft, item, type);
      break;
    case "delete":
      draft.clear(name);
      break;
  }
}

interface Setting {
  readonly type: AttributeType | undefined;
  readonly once: boolean;
}

function setValue(draft: ProfileDraft, { name, value, zone }: Item, setting: Setting): void {
  if (setting.type === undefined) throw valueInvalid(name, "value_kind");
  const attribute = { name, type: setting.type };
  const parsed = parseValue(attribute, value, zone);
  if (setting.once && draft.findValue(name) !== undefined) return;
  draft.put(attribute, parsed);
}

function increaseNumber(draft: ProfileDraft, { name, value }: Item, type?: AttributeType): void {
  const by = parseNumber(name, value);
  requireType(name, "NUMBER", type);
  const old = draft.findValue(name);
  const sum = isDecimal(old) ? addDecimals(old, by, name) : by;
  draft.put({ name, type: "NUMBER" }, sum);
}

function addMembers(draft: ProfileDraft, { name, value }: Item, type?: AttributeType): void {
  const members = parseMembers(name, value);
  requireType(name, "LIST", type);
  const old = draft.findValue(name);
  const union = new Set(isList(old) ? [...old, ...members] : members);
  draft.put({ name, type: "LIST" }, limitList(name, [...union]));
}

/** A list that loses its last member stays as an empty one, although none can be set. */
function removeMembers(draft: ProfileDraft, { name, value }: Item, type?: AttributeType): void {
  const members = new Set(parseMembers(name, value));
  requireType(name, "LIST", type);
  const old = draft.findValue(name);
  if (!isList(old)) return;
  const rest = old.filter((text) => !members.has(text));
  draft.put({ name, type: "LIST" }, rest);
}

/** Of a known attribute; a new one takes the type that the operation needs. */
function requireType(name: string, needed: AttributeType, type?: AttributeType): void {
  if (type !== undefined && type !== needed) throw typeWrong(name, needed, type);
}
