import { Fault } from "../kit/fault.ts";
import { type Plan, requirePlan } from "../workspaces/plan.ts";
import { defaultRedirectType, type Link, type RedirectType } from "./link.ts";
import {
  applySettings,
  checkChangedWindow,
  checkMail,
  type HashedChange,
  requireSettingsPlan,
  type SettingsChange,
} from "./settings-change.ts";

type Maybe<Value> = Value | null | undefined;

/** What a call says of a link: undefined leaves something as it is, null clears it. */
export interface LinkChange {
  readonly url?: string | undefined;
  readonly redirectType?: Maybe<RedirectType>;
  /** null takes the link out of its group. */
  readonly groupId?: Maybe<number>;
  /** null: the destination's. */
  readonly title?: Maybe<string>;
  readonly description?: Maybe<string>;
  readonly metaImage?: Maybe<string>;
  readonly memo?: Maybe<string>;
  readonly deletesAt?: Maybe<Date>;
  readonly settings: SettingsChange;
}

export interface ChangeRules {
  readonly plan: Plan;
  readonly mail: boolean;
}

/** The plan, then the rules between fields. Sending again what stands is no change. */
export function checkLinkChange(link: Link, change: LinkChange, { plan, mail }: ChangeRules): void {
  if (change.url !== undefined && change.url !== link.url) requirePlan(plan, "changeUrl");
  const { redirectType } = change;
  if (redirectType && redirectType !== defaultRedirectType) requirePlan(plan, "redirectType");
  requireSettingsPlan(plan, change.settings);
  checkChangedWindow(change.settings, link.settings);
  checkMail(change.settings, mail);
}

/** Refused where the caller saw another version than stands. */
export function checkVersion(version: number, expected: readonly number[] | null): void {
  if (expected !== null && !expected.includes(version)) throw new Fault("changed_meanwhile");
}

export function applyLinkChange(
  link: Link,
  change: LinkChange,
  settings: HashedChange,
  at: Date,
): Link {
  const { url = link.url, redirectType = link.redirectType, groupId = link.groupId } = change;
  const { description = link.description, metaImage = link.metaImage, memo = link.memo } = change;
  const { deletesAt = link.deletesAt } = change;
  return {
    ...link,
    url,
    redirectType: redirectType ?? defaultRedirectType,
    groupId,
    ...titleAfter(link, change),
    description,
    metaImage,
    memo,
    deletesAt,
    settings: applySettings(link.settings, settings),
    updatedAt: at,
    version: link.version + 1,
  };
}

/** A title nobody typed is the destination's, so a new destination is asked for its own. */
function titleAfter(link: Link, { title, url }: LinkChange): Pick<Link, "title" | "titleState"> {
  if (typeof title === "string") return { title, titleState: "typed" };
  const moved = url !== undefined && url !== link.url;
  if (title === null || (moved && link.titleState !== "typed")) {
    return { title: null, titleState: "pending" };
  }
  return { title: link.title, titleState: link.titleState };
}
