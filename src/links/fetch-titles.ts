import type { Context } from "../context.ts";
import { addressOf } from "./address.ts";
import { fetchTitle } from "./fetch-title.ts";
import { listUntitledLinks, saveFetchedTitles } from "./store/titles.ts";

export interface FetchTitles {
  readonly workspaceId: number;
  readonly linkIds: readonly number[];
}

/** Pages asked at a time, and stored together. */
const AT_A_TIME = 10;

/** Pages asked by one job; the rest waits in a new one behind those of other workspaces. */
const MAX_PER_JOB = 20;

/** Gives links that were made without a title the one of their page. A second run asks only for what is left. */
export async function fetchTitles(
  ctx: Pick<Context, "db" | "changes" | "site" | "enqueue">,
  { workspaceId, linkIds }: FetchTitles,
): Promise<void> {
  const { allowPrivateAddresses: allowPrivate } = ctx.site;
  const untitled = await listUntitledLinks(ctx.db.in("background"), workspaceId, linkIds);
  const links = untitled.slice(0, MAX_PER_JOB);
  const rest = untitled.slice(MAX_PER_JOB).map(({ linkId }) => linkId);
  for (let first = 0; first < links.length; first += AT_A_TIME) {
    const fetched = await Promise.all(
      links.slice(first, first + AT_A_TIME).map(async (link) => ({
        ...link,
        title: await fetchTitle(link.url, { allowPrivate }),
      })),
    );
    await ctx.db.transaction(async (tx) => {
      await saveFetchedTitles(tx, workspaceId, fetched);
      const isLast = first + AT_A_TIME >= links.length;
      if (isLast && rest.length > 0) {
        await ctx.enqueue(tx, "links.fetch-titles", { workspaceId, linkIds: rest });
      }
      await ctx.changes.announce(
        tx,
        fetched.map(({ host, slug }) => ({ kind: "address", key: addressOf(host, slug) })),
      );
    }, "background");
  }
}
