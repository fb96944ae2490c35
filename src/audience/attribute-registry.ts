import type { Attribute, AttributeType, Registry } from "./attribute.ts";

/** The registry of a workspace at one moment. */
export class AttributeRegistry implements Registry {
  readonly locked: boolean;
  readonly #types = new Map<string, AttributeType>();
  readonly #namesByLowerCase = new Map<string, string>();

  constructor(locked: boolean, attributes: Iterable<Attribute>) {
    this.locked = locked;
    for (const attribute of attributes) this.add(attribute);
  }

  get size(): number {
    return this.#types.size;
  }

  get(name: string): AttributeType | undefined {
    return this.#types.get(name);
  }

  getByLowerCase(lower: string): string | undefined {
    return this.#namesByLowerCase.get(lower);
  }

  copy(): AttributeRegistry {
    const attributes = [...this.#types].map(([name, type]) => ({ name, type }));
    return new AttributeRegistry(this.locked, attributes);
  }

  /** Only on a copy that nobody else reads. */
  add({ name, type }: Attribute): void {
    this.#types.set(name, type);
    this.#namesByLowerCase.set(name.toLowerCase(), name);
  }
}
