import type { Context } from "../context.ts";
import { clearInBatches } from "../db/clear-in-batches.ts";
import { findGroupNames } from "../links/find-group-names.ts";
import { findLinkNames } from "../links/find-link-names.ts";
import { DAY_MS } from "./push-message.ts";
import { deleteOldMessages } from "./store/push-messages.ts";
import { clearVisitorMarks, deleteSubscribers, listOrigins } from "./store/push-subscriptions.ts";

const HOUR_MS = 3_600_000;
const PAGE = 500;
const FIRST: Buffer = Buffer.alloc(0);

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

/** Deletes subscriptions whose link is gone, and whose group as well: nothing can be sent to them. */
export async function purgeLostSubscriptions(
  ctx: Pick<Context, "db">,
  workspaceId: number,
): Promise<void> {
  const db = ctx.db.in("background");
  for (let after = FIRST; ; ) {
    const page = await listOrigins(db, workspaceId, { after, most: PAGE });
    const last = page.at(-1);
    if (last === undefined) return;
    const linkIds = [...new Set(page.map(({ linkId }) => linkId))];
    const groupIds = [...new Set(page.flatMap(({ groupId }) => groupId ?? []))];
    const links = await findLinkNames({ db }, workspaceId, linkIds);
    const groups = await findGroupNames(db, workspaceId, groupIds);
    const lost = page.filter(
      ({ linkId, groupId }) => !links.has(linkId) && !(groupId !== null && groups.has(groupId)),
    );
    if (lost.length > 0) {
      const hashes = lost.map(({ endpointHash }) => endpointHash);
      await deleteSubscribers(db, { workspaceId, audience: { kind: "link", linkId: 0 } }, hashes);
    }
    after = last.endpointHash;
  }
}
