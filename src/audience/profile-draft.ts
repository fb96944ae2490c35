import { Fault } from "../kit/fault.ts";
import {
  type Attribute,
  type AttributeType,
  MOST_ATTRIBUTES,
  nameTaken,
  parseAttributeName,
  type Registry,
} from "./attribute.ts";
import {
  countBytes,
  entryBytes,
  entryBytesAtMost,
  equalValues,
  findValue,
  MOST_PROFILE_BYTES,
  type Profile,
  type PropertyValue,
} from "./property.ts";

export interface Limits {
  /** Attributes a workspace. */
  readonly attributes: number;
  /** Bytes of a profile's JSON. */
  readonly profileBytes: number;
}

export const usualLimits: Limits = {
  attributes: MOST_ATTRIBUTES,
  profileBytes: MOST_PROFILE_BYTES,
};

/** Null where the user has no value. */
export interface Change {
  readonly name: string;
  readonly old: PropertyValue | null;
  readonly new: PropertyValue | null;
}

/** A profile and its workspace's registry while one call changes them; neither is touched itself. */
export class ProfileDraft {
  readonly changes: Change[] = [];
  readonly newAttributes: Attribute[] = [];
  readonly #before: Profile;
  readonly #registry: Registry;
  readonly #limits: Limits;
  /** Only once there is one: most calls bring no new attribute. */
  #addedByLowerCase: Map<string, Attribute> | undefined;
  #properties: Record<string, PropertyValue> | undefined;
  #bytes: number;
  #counted: boolean;

  constructor(before: Profile, registry: Registry, limits: Limits) {
    this.#before = before;
    this.#registry = registry;
    this.#limits = limits;
    this.#bytes = before.bytes;
    this.#counted = before.counted;
  }

  /** The attribute's type, undefined for a new name; refuses what cannot be a name. */
  typeOf(name: string): AttributeType | undefined {
    const registered = this.#registry.get(name);
    if (registered !== undefined) return registered;
    const lower = parseAttributeName(name).toLowerCase();
    const added = this.#addedByLowerCase?.get(lower);
    if (added?.name === name) return added.type;
    const existing = this.#registry.getByLowerCase(lower) ?? added?.name;
    if (existing !== undefined) throw nameTaken(name, existing);
    return undefined;
  }

  findValue(name: string): PropertyValue | undefined {
    return findValue(this.#properties ?? this.#before.properties, name);
  }

  /** Gives a value to an attribute, which is registered if it is new. */
  put(attribute: Attribute, value: PropertyValue): void {
    const { name } = attribute;
    const old = this.findValue(name);
    if (old !== undefined && equalValues(old, value)) return;
    const fresh = this.typeOf(name) === undefined;
    if (fresh) this.#refuseAttribute(name);
    this.#weigh(name, old, value);
    if (fresh) this.#register(attribute);
    this.#writable()[name] = value;
    this.changes.push({ name, old: old ?? null, new: value });
  }

  clear(name: string): void {
    const old = this.findValue(name);
    if (old === undefined) return;
    if (this.#counted) this.#bytes -= entryBytes(name, old);
    delete this.#writable()[name];
    this.changes.push({ name, old, new: null });
  }

  profile(): Profile {
    if (this.#properties === undefined) return this.#before;
    return { properties: this.#properties, bytes: this.#bytes, counted: this.#counted };
  }

  #writable(): Record<string, PropertyValue> {
    this.#properties ??= { ...this.#before.properties };
    return this.#properties;
  }

  #refuseAttribute(name: string): void {
    if (this.#registry.locked) throw new Fault("attribute_locked", { field: name });
    if (this.#registry.size + this.newAttributes.length >= this.#limits.attributes) {
      throw new Fault("attributes_too_many", { field: name, max: this.#limits.attributes });
    }
  }

  #register(attribute: Attribute): void {
    this.newAttributes.push(attribute);
    this.#addedByLowerCase ??= new Map();
    this.#addedByLowerCase.set(attribute.name.toLowerCase(), attribute);
  }

  /** Adds bounds while they fit, as nearly always; counts once they do not, and is exact from then. */
  #weigh(name: string, old: PropertyValue | undefined, value: PropertyValue): void {
    const max = this.#limits.profileBytes;
    if (!this.#counted) {
      const atMost = this.#bytes + entryBytesAtMost(name, value);
      if (atMost <= max) {
        this.#bytes = atMost;
        return;
      }
      this.#bytes = countBytes(this.#properties ?? this.#before.properties);
      this.#counted = true;
    }
    const freed = old === undefined ? 0 : entryBytes(name, old);
    const bytes = this.#bytes + entryBytes(name, value) - freed;
    // A profile that is already too large may still shrink.
    if (bytes > max && bytes > this.#bytes)
      throw new Fault("profile_too_large", { field: name, max });
    this.#bytes = bytes;
  }
}
