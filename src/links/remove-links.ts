import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { addressOf } from "./address.ts";
import type { Link } from "./link.ts";
import { releaseAddresses } from "./store/addresses.ts";
import { deleteLinkRows } from "./store/link-rows.ts";
import { changeTallies, lockTallies } from "./store/tallies.ts";

/** Deletes links that are held, with all that is theirs; a generated slug is never given out again. */
export async function removeLinks(
  ctx: Pick<Context, "changes">,
  tx: Transaction,
  workspaceId: number,
  links: readonly Link[],
): Promise<void> {
  if (links.length === 0) return;
  const losses = new Map<number, number>();
  for (const { groupId } of links) {
    if (groupId !== null) losses.set(groupId, (losses.get(groupId) ?? 0) - 1);
  }
  await lockTallies(tx, workspaceId, [...losses.keys()]);
  await changeTallies(tx, workspaceId, losses);
  await deleteLinkRows(
    tx,
    workspaceId,
    links.map((link) => link.id),
  );
  const addresses = links.map(({ host, slug, branded }) => ({
    address: addressOf(host, slug),
    branded,
  }));
  await releaseAddresses(tx, addresses);
  await ctx.changes.announce(
    tx,
    addresses.map(({ address }) => ({ kind: "address", key: address })),
  );
}
