import { tokenInPath } from "../../links/address.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { withoutPasted } from "../../links/pasted.ts";
import { readPersonalToken } from "../../links/personal-token.ts";
import type { FormParts } from "./answer-form.ts";

interface Person {
  readonly euid: number;
  /** As the link's short URL has it. */
  readonly token: string;
}

type Parts = Pick<FormParts, "context">;

/** Whose personal link was followed. A token that is not this link's is as good as none. */
export function personOf(parts: Parts, path: string, found: FoundLink): number | null {
  return readPerson(parts, path, found)?.euid ?? null;
}

/** The same with the token that says so; text may have put something behind it. */
export function readPerson(
  { context }: { readonly context: Pick<Parts["context"], "keys"> },
  path: string,
  { link }: FoundLink,
): Person | null {
  const sent = tokenInPath(path);
  if (sent === null) return null;
  const { workspaceId, id: linkId } = link;
  const token = withoutPasted(sent);
  const euid = readPersonalToken(context.keys.personalKey, { workspaceId, linkId }, token);
  return euid === null ? null : { euid, token };
}
