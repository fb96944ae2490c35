import type { WorkspaceContext } from "../../src/context.ts";
import { Fault } from "../../src/kit/fault.ts";
import { type CreatedLink, createLinks } from "../../src/links/create-links.ts";
import type { NewLink } from "../../src/links/new-link.ts";

const PLAIN: NewLink = {
  url: "https://shop.example/",
  domain: null,
  redirectType: null,
  reuse: false,
  groupId: null,
  brandSlug: null,
  title: null,
  description: null,
  metaImage: null,
  memo: null,
  deletesAt: null,
  settings: {},
};

/** Makes links as the API does. */
export function makeLinks(
  ctx: WorkspaceContext,
  wanted: readonly Partial<NewLink>[],
): Promise<(CreatedLink | Fault)[]> {
  const links = wanted.map((one) => ({ ...PLAIN, ...one }));
  return createLinks(ctx, { links, createdBy: "api" });
}

/** The slugs of links that must all succeed. */
export async function makeSlugs(
  ctx: WorkspaceContext,
  wanted: readonly Partial<NewLink>[],
): Promise<string[]> {
  return (await makeLinks(ctx, wanted)).map((word) => {
    if (word instanceof Fault) throw word;
    return word.shortUrl.slice(word.shortUrl.lastIndexOf("/") + 1);
  });
}
