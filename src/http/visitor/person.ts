import { tokenInPath } from "../../links/address.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { readPersonalToken } from "../../links/personal-token.ts";
import type { FormParts } from "./answer-form.ts";

/** Whose personal link was followed. A token that is not this link's is as good as none. */
export function personOf(
  { context }: Pick<FormParts, "context">,
  path: string,
  { link }: FoundLink,
): number | null {
  const token = tokenInPath(path);
  if (token === null) return null;
  const { workspaceId, id: linkId } = link;
  return readPersonalToken(context.keys.personalKey, { workspaceId, linkId }, token);
}
