import { listLinkIds } from "../links/list-link-ids.ts";
import type { StatisticsContext } from "./load-link-figures.ts";
import {
  compareRanks,
  firstOf,
  noFigures,
  type Ranked,
  type RankFigures,
  type RankOrder,
  rankValue,
} from "./ranking.ts";

export interface ListLinksByRank extends RankOrder {
  readonly groupId: number | null;
  readonly figures: ReadonlyMap<number, RankFigures>;
  /** Of the range before, where its values matter. */
  readonly before: ReadonlyMap<number, RankFigures>;
  /** Links that are ranked though they are not in the group now. */
  readonly strays: ReadonlySet<number>;
  /** The last place that is looked at, as far as one can tell. */
  readonly last: number;
}

const IDS_AT_ONCE = 1_000;
/** Some of the clicked links are deleted, and so take no place. */
const SPARE = 100;

/**
 * Numbers of links by rank, some at a time: those with a value on the near side of zero, links of
 * value zero, which are read from the links that there are, and the far side. Some may be deleted, or
 * not in the group.
 */
export async function* listLinksByRank(
  ctx: StatisticsContext,
  { groupId, figures, before: earlier, strays, sort, ascending, last }: ListLinksByRank,
): AsyncGenerator<readonly number[]> {
  const near: Ranked[] = [];
  const far: Ranked[] = [];
  const valued = new Set<number>();
  const rank = (id: number, now: RankFigures): void => {
    const value = rankValue(sort, now, earlier.get(id) ?? noFigures);
    if (value === 0) return;
    valued.add(id);
    (value > 0 !== ascending ? near : far).push({ id, value });
  };
  for (const [id, now] of figures) rank(id, now);
  for (const id of earlier.keys()) if (!figures.has(id)) rank(id, noFigures);
  const compare = compareRanks(ascending);

  yield* inOrder(near, compare, last + SPARE);
  yield* withoutValue();
  yield* inOrder(far, compare, last + SPARE);

  /** The newest first. */
  async function* withoutValue(): AsyncGenerator<readonly number[]> {
    const others = [...strays].filter((id) => !valued.has(id)).sort((a, b) => b - a);
    let before: number | null = null;
    do {
      const ids: readonly number[] = await listLinkIds(ctx, {
        groupId,
        before,
        limit: IDS_AT_ONCE,
      });
      before = ids.length < IDS_AT_ONCE ? null : (ids.at(-1) ?? null);
      const oldest = before ?? 0;
      const beside = others.filter((id) => id > oldest);
      others.splice(0, beside.length);
      yield [...ids.filter((id) => !valued.has(id)), ...beside].sort((a, b) => b - a);
    } while (before !== null);
  }
}

/** Sorts as many as are probably wanted, and more only when they are. */
function* inOrder(
  rows: readonly Ranked[],
  compare: (a: Ranked, b: Ranked) => number,
  wanted: number,
): Generator<readonly number[]> {
  let given = 0;
  for (let count = wanted; given < rows.length; count *= 4) {
    const first = firstOf(rows, count, compare);
    for (; given < first.length; given += IDS_AT_ONCE) {
      yield first.slice(given, given + IDS_AT_ONCE).map(({ id }) => id);
    }
    given = first.length;
  }
}
