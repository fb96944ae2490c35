import type { Draft, FieldName } from "./draft.ts";
import type { LinkWithEffective } from "./queries.ts";

/** What the fields of a link are drawn from, whether it is made or changed. */
export interface LinkForm {
  /** Null where the link is yet to be made. */
  readonly link: LinkWithEffective | null;
  readonly draft: Draft;
  readonly saved: Draft;
  readonly changed: readonly FieldName[];
  /** What is wrong with a field, told by us or by the server. */
  readonly errorOf: (name: FieldName) => string | null;
  change(changes: Partial<Draft>): void;
}
