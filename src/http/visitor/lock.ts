import type { FoundLink } from "../../links/find-link.ts";
import { isPass, type Lock } from "../../links/pass.ts";
import type { FormParts } from "./answer-form.ts";
import { readPasses } from "./pass-cookie.ts";
import type { Visit } from "./visit.ts";

export function lockOf({ link, settings, groupPassword, origin }: FoundLink): Lock | null {
  const { passwordHash } = settings;
  if (passwordHash === null) return null;
  const { workspaceId, groupId, id: linkId } = link;
  const group = groupPassword && groupId !== null ? { groupId, origin } : null;
  return { opens: "link", workspaceId, linkId, passwordHash, group };
}

export function holdsPass(
  { context }: Pick<FormParts, "context">,
  { request }: Visit,
  lock: Lock,
  atMs: number,
): boolean {
  const { passKey } = context.keys;
  const passes = readPasses(request.headers.cookie, passKey, lock);
  return passes.some((pass) => isPass(passKey, lock, pass, atMs));
}
