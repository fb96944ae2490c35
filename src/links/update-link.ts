import type { WorkspaceContext } from "../context.ts";
import type { Queryable, Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { addressOf, shortUrl } from "./address.ts";
import { linkChanges } from "./audited.ts";
import type { Link } from "./link.ts";
import { applyLinkChange, checkLinkChange, checkVersion, type LinkChange } from "./link-change.ts";
import { type LinkName, loadLinkKey } from "./load-link-key.ts";
import { preparePasswords } from "./prepare-passwords.ts";
import { findGroupIds } from "./store/group-rows.ts";
import { findLinkRow, lockLink, saveLink } from "./store/link-rows.ts";
import { changeTallies, lockTallies } from "./store/tallies.ts";

export interface UpdateLink extends LinkName {
  readonly change: LinkChange;
  /** The versions the caller may have seen; null: whichever stands is overwritten. */
  readonly expected: readonly number[] | null;
}

export async function updateLink(ctx: WorkspaceContext, input: UpdateLink): Promise<void> {
  const { change, expected } = input;
  const key = await loadLinkKey(ctx, input);
  const check = async (store: Queryable, link: Link | undefined): Promise<Link> => {
    if (link === undefined) throw new Fault("link_unknown");
    await checkGroup(ctx, store, change.groupId);
    checkVersion(link.version, expected);
    checkLinkChange(link, change, { plan: ctx.workspace.plan, mail: ctx.site.mail });
    return link;
  };
  await check(ctx.db, await findLinkRow(ctx.db, key, ctx.clock()));
  const settings = await preparePasswords(ctx, change.settings);

  await ctx.db.transaction(async (tx) => {
    const at = ctx.clock();
    const before = await check(tx, await lockLink(tx, key, at));
    const after = applyLinkChange(before, change, settings, at);
    await moveTally(tx, before, after);
    await saveLink(tx, after);
    if (
      after.titleState === "pending" &&
      (before.titleState !== "pending" || after.url !== before.url)
    ) {
      await ctx.enqueue(tx, "links.fetch-titles", {
        workspaceId: after.workspaceId,
        linkIds: [after.id],
      });
    }
    recordAudit(ctx, tx, {
      workspaceId: after.workspaceId,
      action: "link.update",
      target: shortUrl(after.origin, after.slug),
      changes: linkChanges(before, after),
    });
    await ctx.changes.announce(tx, [{ kind: "address", key: addressOf(after.host, after.slug) }]);
  }, "write");
}

async function checkGroup(
  ctx: WorkspaceContext,
  store: Queryable,
  groupId: number | null | undefined,
): Promise<void> {
  if (groupId === null || groupId === undefined) return;
  const found = await findGroupIds(store, ctx.workspace.id, [groupId]);
  if (!found.has(groupId)) throw new Fault("group_unknown", { field: "groupId" });
}

async function moveTally(tx: Transaction, before: Link, after: Link): Promise<void> {
  if (before.groupId === after.groupId) return;
  const changes = new Map<number, number>();
  if (before.groupId !== null) changes.set(before.groupId, -1);
  if (after.groupId !== null) changes.set(after.groupId, 1);
  await lockTallies(tx, after.workspaceId, [...changes.keys()]);
  await changeTallies(tx, after.workspaceId, changes);
}
