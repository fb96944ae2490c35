import type { Context } from "../context.ts";
import { clearInBatches } from "../db/clear-in-batches.ts";
import { findGroupNames } from "../links/find-group-names.ts";
import { findLinkNames } from "../links/find-link-names.ts";
import { DAY_MS } from "./push-message.ts";
import { deleteOldMessages } from "./store/push-messages.ts";
import { deletePlaces, listPlaces, type PushPlaceRow } from "./store/push-places.ts";
import { clearVisitorMarks } from "./store/push-subscriptions.ts";

const HOUR_MS = 3_600_000;
const PAGE = 500;

/** Deletes messages that reach nobody any more, and forgets from which network browsers came. */
export async function purgePush(
  ctx: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<void> {
  const now = ctx.clock().getTime();
  const [ended, seen] = [new Date(now - DAY_MS), new Date(now - HOUR_MS)];
  await clearInBatches(ctx.db, (tx, most) =>
    deleteOldMessages(tx, workspaceId, { before: ended, most }),
  );
  await clearInBatches(ctx.db, (tx, most) =>
    clearVisitorMarks(tx, workspaceId, { before: seen, most }),
  );
}

/**
 * Deletes places whose link is gone, and whose group as well, because no message is for them any more;
 * a browser without a place is deleted too.
 */
export async function purgeLostSubscriptions(
  ctx: Pick<Context, "db">,
  workspaceId: number,
): Promise<void> {
  const db = ctx.db.in("background");
  let after: PushPlaceRow | null = null;
  do {
    const page: PushPlaceRow[] = await listPlaces(db, workspaceId, { after, limit: PAGE });
    const links = await findLinkNames({ db }, workspaceId, uniqueOf(page, "linkId"));
    const groups = await findGroupNames(db, workspaceId, uniqueOf(page, "groupId"));
    const lost = page.filter(({ linkId, groupId }) => !links.has(linkId) && !groups.has(groupId));
    if (lost.length > 0) {
      await ctx.db.transaction((tx) => deletePlaces(tx, workspaceId, lost), "background");
    }
    after = page.at(-1) ?? null;
  } while (after !== null);
}

function uniqueOf(places: readonly PushPlaceRow[], name: "linkId" | "groupId"): number[] {
  return [...new Set(places.map((place) => place[name]))];
}
