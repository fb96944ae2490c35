import type { Queryable } from "../db/database.ts";
import { findWorkspaceRow } from "./store/workspaces.ts";

/** As it stands in the store, not as a node remembers it; null where there is none. */
export async function findHomeCountry(
  store: Queryable,
  workspaceId: number,
): Promise<string | null> {
  return (await findWorkspaceRow(store, workspaceId))?.homeCountry ?? null;
}
