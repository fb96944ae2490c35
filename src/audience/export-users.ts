import type { WorkspaceContext } from "../context.ts";
import { makeShowValue } from "./shown-value.ts";
import { listAttributeRows } from "./store/attributes.ts";
import { listIdentifiers } from "./store/identifiers.ts";
import { listProfilePage } from "./store/profile-pages.ts";
import { type User, userOf } from "./user.ts";

/** Users of the workspace by number, a page at a time; each is read when the one before was taken. */
export async function* exportUsers(
  { workspace, db }: WorkspaceContext,
  updatedSince: Date | null,
): AsyncGenerator<readonly User[]> {
  const { id: workspaceId, timeZone: zone } = workspace;
  const store = db.in("background");
  const show = makeShowValue(await listAttributeRows(store, workspaceId), zone);
  let after = 0;
  for (;;) {
    const { rows, last } = await listProfilePage(store, workspaceId, { after, updatedSince });
    if (last === null) return;
    after = last;
    if (rows.length === 0) continue;
    const euids = rows.map(({ euid }) => euid);
    const identifiers = Map.groupBy(
      await listIdentifiers(store, workspaceId, euids),
      ({ euid }) => euid,
    );
    yield rows.map((row) => userOf(row, identifiers.get(row.euid) ?? [], { show, zone }));
  }
}
