import type { Context } from "../context.ts";
import { within } from "../kit/within.ts";
import type { GroupMonth } from "./link-month.ts";
import { loadLinkRanking } from "./load-link-ranking.ts";
import { type LoadMonth, loadMonth } from "./load-month.ts";
import { daysOfMonth } from "./month.ts";

/** The first ranking of a month sums all of its quarters; later ones take a fraction of it. */
const PATIENCE_MS = 5_000;
const LEADING_LINKS = 20;

interface LoadGroupMonth extends Omit<LoadMonth, "of"> {
  readonly groupId: number;
}

/** What the public may see of a group; "busy" where the store does not answer in time. */
export function loadGroupMonth(
  ctx: Pick<Context, "db" | "clock">,
  asked: LoadGroupMonth,
): Promise<GroupMonth> {
  return within(PATIENCE_MS, load(ctx, asked));
}

async function load(
  ctx: Pick<Context, "db" | "clock">,
  { groupId, workspace, month }: LoadGroupMonth,
): Promise<GroupMonth> {
  const figures = await loadMonth(ctx, { workspace, of: { kind: "group", id: groupId }, month });
  const ranking = await loadLinkRanking(
    { ...ctx, workspace },
    {
      range: daysOfMonth(figures.month),
      groupId,
      sort: "clicks",
      ascending: false,
      page: { limit: LEADING_LINKS, offset: 0 },
    },
  );
  const values = ranking.links
    .filter(({ clicks }) => clicks > 0)
    .map(({ slug, origin, title, titleState, clicks }) => ({
      address: withoutScheme(`${origin}/${slug}`),
      title: titleState === "typed" ? title : null,
      clicks,
    }));
  const shown = values.reduce((sum, { clicks }) => sum + clicks, 0);
  // Clicks that came between the two readings are not among the figures.
  return { ...figures, links: { values, others: Math.max(0, figures.clicks - shown) } };
}

function withoutScheme(url: string): string {
  return url.slice(url.indexOf("//") + 2);
}
