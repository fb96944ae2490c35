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

/** Gives links whose title nobody said that of their page. A second run asks only for what is left. */
export async function fetchTitles(
  ctx: Pick<Context, "db" | "changes" | "site">,
  { workspaceId, linkIds }: FetchTitles,
): Promise<void> {
  const { allowPrivateAddresses: allowPrivate } = ctx.site;
  const links = await listUntitledLinks(ctx.db.in("background"), workspaceId, linkIds);
  for (let first = 0; first < links.length; first += AT_A_TIME) {
    const fetched = await Promise.all(
      links.slice(first, first + AT_A_TIME).map(async (link) => ({
        ...link,
        title: await fetchTitle(link.url, { allowPrivate }),
      })),
    );
    await ctx.db.transaction(async (tx) => {
      await saveFetchedTitles(tx, workspaceId, fetched);
      await ctx.changes.announce(
        tx,
        fetched.map(({ host, slug }) => ({ kind: "address", key: addressOf(host, slug) })),
      );
    }, "background");
  }
}
