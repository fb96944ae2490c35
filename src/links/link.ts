import type { EffectiveSettings, Settings } from "./policy.ts";

/** 200 answers a page that moves on by itself. */
export type RedirectType = 200 | 301 | 302;

export type Creation = "dashboard" | "api" | "bulk";

/** Who said the title: the owner, nobody yet, or the destination's page (which may have none). */
export type TitleState = "typed" | "pending" | "fetched";

export interface Link {
  readonly id: number;
  readonly workspaceId: number;
  /** The link domain with its scheme, as the owner gave it: `https://go.example`. */
  readonly origin: string;
  /** Lower-case punycode host, with the port where it is not the scheme's own. */
  readonly host: string;
  readonly slug: string;
  /** The owner chose the slug. */
  readonly branded: boolean;
  readonly url: string;
  readonly redirectType: RedirectType;
  readonly groupId: number | null;
  /** `null`: not said, and the destination has none or was not asked yet. */
  readonly title: string | null;
  readonly titleState: TitleState;
  readonly description: string | null;
  readonly metaImage: string | null;
  readonly memo: string | null;
  /** From this moment there is no such link. */
  readonly deletesAt: Date | null;
  readonly createdBy: Creation;
  readonly settings: Settings;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Moves with every change; two editors tell by it that they met. */
  readonly version: number;
}

/** What is told of a link whose counters passed a mark, and by which ways its owner wants to hear it. */
export type CrossingLink = Pick<Link, "id" | "origin" | "slug" | "url"> &
  Pick<EffectiveSettings, "notifiesPush" | "notifiesMail">;

export const redirectTypes: readonly RedirectType[] = [200, 301, 302];

export const defaultRedirectType: RedirectType = 302;
