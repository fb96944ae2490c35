import type { FoundLink } from "../../links/find-link.ts";
import { isPass, type Lock } from "../../links/pass.ts";
import type { FormParts } from "./answer-form.ts";
import { readPasses } from "./pass-cookie.ts";
import type { Visit } from "./visit.ts";

export function lockOf({ link, settings }: FoundLink): Lock | null {
  const { passwordHash } = settings;
  if (passwordHash === null) return null;
  return { opens: "link", workspaceId: link.workspaceId, linkId: link.id, passwordHash };
}

export function holdsPass(
  { context }: Pick<FormParts, "context">,
  { request }: Visit,
  lock: Lock,
  atMs: number,
): boolean {
  const passes = readPasses(request.headers.cookie);
  return passes.some((pass) => isPass(context.keys.passKey, lock, pass, atMs));
}
