import { Fault } from "../kit/fault.ts";
import { type AttributeType, MOST_ATTRIBUTES, nameTaken, parseAttributeName } from "./attribute.ts";
import { lockRegistry } from "./find-registry.ts";
import type { AudienceContext } from "./open-writes.ts";
import { typeWrong } from "./property-value.ts";
import {
  type AttributeRow,
  insertAttributes,
  listAttributeRows,
  saveDescription,
} from "./store/attributes.ts";

export interface RegisterAttribute {
  readonly name: string;
  readonly type: AttributeType;
  /** Undefined leaves that of a known attribute. */
  readonly description: string | undefined;
}

/** Registers a name with its type, or describes one that has this type already. */
export async function registerAttribute(
  { workspace, writes, clock, changes }: AudienceContext,
  { name, type, description }: RegisterAttribute,
): Promise<AttributeRow> {
  parseAttributeName(name);
  return writes.transaction(async (tx) => {
    const registry = await lockRegistry(tx, workspace.id);
    const known = registry.get(name);
    if (known !== undefined && known !== type) throw typeWrong(name, known, type);
    if (known !== undefined && description !== undefined) {
      await saveDescription(tx, workspace.id, name, description);
    }
    if (known === undefined) {
      const existing = registry.getByLowerCase(name.toLowerCase());
      if (existing !== undefined) throw nameTaken(name, existing);
      if (registry.locked) throw new Fault("attribute_locked", { field: name });
      if (registry.size >= MOST_ATTRIBUTES) {
        throw new Fault("attributes_too_many", { field: name, max: MOST_ATTRIBUTES });
      }
      const added = { name, type, description: description ?? "" };
      await insertAttributes(tx, workspace.id, clock(), [added]);
      await changes.announce(tx, [{ kind: "attributes", key: String(workspace.id) }]);
    }
    const rows = await listAttributeRows(tx, workspace.id);
    const row = rows.find((each) => each.name === name);
    if (row === undefined) throw new Error(`the attribute ${name} is not there`);
    return row;
  });
}
