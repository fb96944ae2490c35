import { setImmediate as turn } from "node:timers/promises";
import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { shortUrl } from "./address.ts";
import { type LinkName, loadLinkKey } from "./load-link-key.ts";
import { personalToken } from "./personal-token.ts";
import { findLinkRow } from "./store/link-rows.ts";

export interface PersonalizeLink {
  readonly link: LinkName;
  readonly euids: readonly number[];
}

export interface PersonalLink {
  readonly euid: number;
  readonly shortUrl: string;
}

/** How long visitors wait at most for the next few of thousands of tokens. */
const SLICE_MS = 2;

/** The link's short URL for each of these people, in their order. Nothing is stored, nobody looked up. */
export async function personalizeLink(
  ctx: WorkspaceContext,
  { link: name, euids }: PersonalizeLink,
): Promise<PersonalLink[]> {
  const key = await loadLinkKey(ctx, name);
  const link = await findLinkRow(ctx.db, key, ctx.clock());
  if (link === undefined) throw new Fault("link_unknown");
  const url = shortUrl(link.origin, link.slug);
  const made: PersonalLink[] = [];
  let sliceEnds = performance.now() + SLICE_MS;
  for (const euid of euids) {
    made.push({ euid, shortUrl: `${url}~${personalToken(ctx.keys.personalKey, key, euid)}` });
    if (performance.now() < sliceEnds) continue;
    await turn();
    sliceEnds = performance.now() + SLICE_MS;
  }
  return made;
}
