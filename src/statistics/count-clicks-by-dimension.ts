import type { WorkspaceContext } from "../context.ts";
import { type DayRange, lastOf } from "./day-range.ts";
import type { Dimension } from "./dimension.ts";
import { type AskedScope, loadScope } from "./load-scope.ts";
import type { Figures } from "./scope.ts";
import { tallyValues } from "./store/figures.ts";

const MOST_VALUES = 100;

/** The values with most clicks, most first; "" where a click has none. */
export async function countClicksByDimension(
  ctx: WorkspaceContext,
  asked: { readonly of: AskedScope; readonly range: DayRange; readonly dimension: Dimension },
): Promise<(Figures & { readonly value: string })[]> {
  const { range, dimension } = asked;
  const scope = await loadScope(ctx, asked.of);
  const days = { first: range.first, last: lastOf(range) };
  return tallyValues(ctx.db, { scope, dimension, ...days, limit: MOST_VALUES });
}
