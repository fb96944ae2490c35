import type { Context } from "../context.ts";
import { within } from "../kit/within.ts";
import type { LinkMonth } from "./link-month.ts";
import { type LoadMonth, loadMonth } from "./load-month.ts";

const PATIENCE_MS = 1_000;

interface LoadLinkMonth extends Omit<LoadMonth, "of"> {
  readonly linkId: number;
}

/** What the public may see of a link; "busy" where the store does not answer in time. */
export function loadLinkMonth(
  ctx: Pick<Context, "db" | "clock">,
  { linkId, ...asked }: LoadLinkMonth,
): Promise<LinkMonth> {
  return within(PATIENCE_MS, loadMonth(ctx, { ...asked, of: { kind: "link", id: linkId } }));
}
