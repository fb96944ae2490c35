import type { LinkDomain } from "../workspaces/domain.ts";
import { type Plan, requirePlan } from "../workspaces/plan.ts";
import { type Creation, defaultRedirectType, type Link, type RedirectType } from "./link.ts";
import { unset } from "./policy.ts";
import {
  applySettings,
  type HashedChange,
  requireSettingsPlan,
  type SettingsChange,
} from "./settings-change.ts";

/** A link as its owner asks for it; URLs as `parseDestination` gave them. */
export interface NewLink {
  readonly url: string;
  /** null: the workspace's default domain. */
  readonly domain: LinkDomain | null;
  readonly redirectType: RedirectType | null;
  /** Whichever link of this domain and URL there is will do. */
  readonly reuse: boolean;
  readonly groupId: number | null;
  /** null: a generated one. */
  readonly brandSlug: string | null;
  /** null: the destination's. */
  readonly title: string | null;
  readonly description: string | null;
  readonly metaImage: string | null;
  readonly memo: string | null;
  readonly deletesAt: Date | null;
  readonly settings: SettingsChange;
}

/** A new link that passed its checks, on its domain and with hashes for passwords. */
export interface Draft {
  readonly wanted: NewLink;
  readonly domain: LinkDomain;
  readonly settings: HashedChange;
}

export interface NewLinkPlan {
  readonly plan: Plan;
  /** The link goes where it would without a choice of domain. */
  readonly onDefaultDomain: boolean;
}

/** What says no more than the default is not refused. */
export function requireNewLinkPlan(wanted: NewLink, { plan, onDefaultDomain }: NewLinkPlan): void {
  const { redirectType } = wanted;
  if (redirectType !== null && redirectType !== defaultRedirectType) {
    requirePlan(plan, "redirectType");
  }
  if (wanted.reuse) requirePlan(plan, "reuse");
  if (!onDefaultDomain) requirePlan(plan, "ownDomain");
  requireSettingsPlan(plan, wanted.settings);
}

export interface Birth {
  readonly id: number;
  readonly workspaceId: number;
  readonly slug: string;
  readonly createdBy: Creation;
  readonly at: Date;
}

export function makeLink({ wanted, domain, settings }: Draft, birth: Birth): Link {
  const { id, workspaceId, slug, createdBy, at } = birth;
  return {
    id,
    workspaceId,
    origin: domain.origin,
    host: domain.host,
    slug,
    branded: wanted.brandSlug !== null,
    url: wanted.url,
    redirectType: wanted.redirectType ?? defaultRedirectType,
    groupId: wanted.groupId,
    title: wanted.title,
    titleState: wanted.title === null ? "pending" : "typed",
    description: wanted.description,
    metaImage: wanted.metaImage,
    memo: wanted.memo,
    deletesAt: wanted.deletesAt,
    createdBy,
    settings: applySettings(unset, settings),
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}
