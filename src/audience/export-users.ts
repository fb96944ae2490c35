import type { WorkspaceContext } from "../context.ts";
import { makeShowValue } from "./shown-value.ts";
import { listAttributeRows } from "./store/attributes.ts";
import { listIdentifiers } from "./store/identifiers.ts";
import { listProfilePage } from "./store/profile-pages.ts";
import { type User, userOf } from "./user.ts";

/**
 * Users of the workspace by number, a page at a time; each is read when the one before was taken.
 * The caller writes each down: what waits to be taken lives through collections, so it is bytes
 * outside of their heap instead of objects in it.
 */
export async function* exportUsers(
  { workspace, db }: WorkspaceContext,
  updatedSince: Date | null,
  write: (user: User) => string,
): AsyncGenerator<Buffer> {
  const { id: workspaceId, timeZone: zone } = workspace;
  const store = db.in("background");
  const reading = { show: makeShowValue(await listAttributeRows(store, workspaceId), zone), zone };
  let after: number | null = 0;

  async function writePage(from: number): Promise<Buffer> {
    const { rows, last } = await listProfilePage(store, workspaceId, { after: from, updatedSince });
    after = last;
    if (rows.length === 0) return Buffer.alloc(0);
    const euids = rows.map(({ euid }) => euid);
    const identifiers = Map.groupBy(
      await listIdentifiers(store, workspaceId, euids),
      ({ euid }) => euid,
    );
    const texts = rows.map((row) => write(userOf(row, identifiers.get(row.euid) ?? [], reading)));
    return Buffer.from(texts.join(""));
  }

  while (after !== null) {
    const page = await writePage(after);
    if (page.length > 0) yield page;
  }
}
