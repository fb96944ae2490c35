import type { Context } from "../context.ts";
import { within } from "../kit/within.ts";
import type { Preview } from "./known-link.ts";
import { findTypedPreview } from "./store/visit.ts";

const PATIENCE_MS = 1_000;

/** What the owner typed for others to see of a link, without what was fetched; "busy" where the store does not answer. */
export function loadTypedPreview(
  ctx: Pick<Context, "db">,
  workspaceId: number,
  linkId: number,
): Promise<Preview> {
  return within(PATIENCE_MS, findTypedPreview(ctx.db.in("visit"), workspaceId, linkId));
}
