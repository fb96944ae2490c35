import type { Creation } from "./link.ts";
import type { Settings } from "./policy.ts";

/** Flags a list may ask for, by what the link itself says. */
export type LinkFlag =
  | "branded"
  | "subscribes"
  | "qrBypass"
  | "excludesOverseas"
  | "notifiesPush"
  | "notifiesMail"
  | "password"
  | "statisticsPassword";

/** From the first moment on, and before the second. */
export interface Span {
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
}

/** Code points of a text that links are searched for. */
export const MAX_PART_LENGTH = 100;

/** Which links a list is about; what is undefined asks for all. */
export interface LinkFilter {
  readonly created: Span;
  readonly deletes?: Span | undefined;
  readonly slug?: string | undefined;
  readonly host?: string | undefined;
  /** null: the links without a group. */
  readonly groupId?: number | null | undefined;
  readonly createdBy?: Creation | undefined;
  /** A part, in any case; or a whole URL where it is longer than a part may be. */
  readonly url?: string | undefined;
  /** Parts of texts, in any case. */
  readonly title?: string | undefined;
  readonly memo?: string | undefined;
  /** Links in a group whose own value of this setting the group overrides with another. */
  readonly overridden?: keyof Settings | undefined;
  readonly flags?: { readonly [Flag in LinkFlag]?: boolean | undefined } | undefined;
}
