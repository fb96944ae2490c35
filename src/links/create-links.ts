import type { WorkspaceContext } from "../context.ts";
import { attempt, attemptAsync } from "../kit/attempt.ts";
import { Fault } from "../kit/fault.ts";
import { shortUrl } from "./address.ts";
import type { Creation } from "./link.ts";
import { isDefaultDomain, loadDomain } from "./load-domain.ts";
import { type Draft, type NewLink, requireNewLinkPlan } from "./new-link.ts";
import { unset } from "./policy.ts";
import { type KnownHashes, preparePasswords } from "./prepare-passwords.ts";
import { saveNewLinks } from "./save-new-links.ts";
import { checkChangedWindow, checkMail } from "./settings-change.ts";
import { findGroupIds } from "./store/group-rows.ts";

export interface CreateLinks {
  readonly links: readonly NewLink[];
  readonly createdBy: Creation;
}

export interface CreatedLink {
  readonly shortUrl: string;
  readonly url: string;
}

/** One word for each link, in their order; a refusal concerns its link alone, the good are stored. */
export async function createLinks(
  ctx: WorkspaceContext,
  { links, createdBy }: CreateLinks,
): Promise<(CreatedLink | Fault)[]> {
  const checked = await checkAll(ctx, links);
  const known: KnownHashes = new Map();
  const drafts: Draft[] = [];
  for (const one of checked) {
    if (one instanceof Fault) continue;
    drafts.push({ ...one, settings: await preparePasswords(ctx, one.wanted.settings, known) });
  }
  const saved = await ctx.db.transaction(
    (tx) => saveNewLinks(ctx, tx, { drafts, createdBy }),
    "write",
  );
  let next = 0;
  return checked.map((one) => {
    const word = one instanceof Fault ? one : saved[next++];
    if (word === undefined) throw new Error("a link went without an answer");
    if (word instanceof Fault) return word;
    return { shortUrl: shortUrl(word.origin, word.slug), url: word.url };
  });
}

type Checked = Pick<Draft, "wanted" | "domain">;

/** What exists, then the plan, then the rules between fields, for each link by itself. */
async function checkAll(
  ctx: WorkspaceContext,
  links: readonly NewLink[],
): Promise<(Checked | Fault)[]> {
  const { workspace, site } = ctx;
  const domains = await Promise.all(
    links.map(({ domain }) => attemptAsync(() => loadDomain(ctx, domain))),
  );
  const asked = new Set(links.flatMap(({ groupId }) => (groupId === null ? [] : [groupId])));
  const groups = await findGroupIds(ctx.db, workspace.id, [...asked]);
  return links.map((wanted, index) =>
    attempt(() => {
      const domain = domains[index];
      if (domain === undefined || domain instanceof Fault) throw domain;
      if (wanted.groupId !== null && !groups.has(wanted.groupId)) {
        throw new Fault("group_unknown", { field: "groupId" });
      }
      const onDefaultDomain = isDefaultDomain(ctx, domain);
      requireNewLinkPlan(wanted, { plan: workspace.plan, onDefaultDomain });
      checkChangedWindow(wanted.settings, unset);
      checkMail(wanted.settings, site.mail);
      return { wanted, domain };
    }),
  );
}
