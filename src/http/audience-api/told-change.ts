import type { ToldChange } from "../../audience/change-as-member.ts";
import type { AuditAction } from "../../workspaces/audit.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import type { Envelope } from "./envelope.ts";

const MOST_NAMED = 20;

/** What the workspace's log calls a call of this endpoint; null where it is a key's, or changes nothing. */
export function auditActionOf({ audited }: Endpoint, { ctx }: Call): AuditAction | null {
  return audited !== undefined && ctx.actor.kind === "member" ? audited : null;
}

/** Whom or what a call was about, by the names that the API has for them; null where it changed nothing. */
export function toldChange(
  action: AuditAction,
  { body, query }: Call,
  answer: Envelope,
): ToldChange | null {
  // Success, whole or in part: where every item was refused, the code is theirs.
  if (answer.code !== 0) return null;
  const asked = { ...query, ...asFields(body) };
  const { name, items, data } = asked;
  if (typeof name === "string") return { action, target: name };
  const about = [asked, answer.data, items, data].flatMap((some) =>
    Array.isArray(some) ? some : [some],
  );
  const euids = about.map((each) => Number(asFields(each)["euid"])).filter(Number.isSafeInteger);
  const named = [...new Set(euids)].slice(0, MOST_NAMED);
  return { action, target: named.map((euid) => `EUID ${euid}`).join(", ") };
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
