import type { AudienceContext } from "./open-writes.ts";
import { type AttributeRow, listAttributeRows } from "./store/attributes.ts";

/** All attributes of the workspace, by name. */
export function listAttributes({ workspace, writes }: AudienceContext): Promise<AttributeRow[]> {
  return listAttributeRows(writes.store, workspace.id);
}
