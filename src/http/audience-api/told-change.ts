import type { ToldChange } from "../../audience/tell-change.ts";
import type { AuditAction } from "../../workspaces/audit.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import type { Envelope } from "./envelope.ts";

/** A line of the log is read by people. */
const MOST_NAMED = 20;

/** What the workspace's log calls a call of this endpoint; null where it is a key's, or changes nothing. */
export function auditActionOf({ audited }: Endpoint, { ctx }: Call): AuditAction | null {
  return audited !== undefined && ctx.actor.kind === "member" ? audited : null;
}

/** Null where the call changed nothing. */
export function toldChange(action: AuditAction, call: Call, answer: Envelope): ToldChange | null {
  // Success, whole or in part: where every item was refused, the code is theirs.
  return answer.code === 0 ? { action, target: targetOf(call, answer) } : null;
}

/** Whom or what the call was about, by the names that the API's calls and answers have for them. */
function targetOf({ body, query }: Call, answer: Envelope): string {
  const asked = { ...query, ...asFields(body) };
  const { name, locked, items, data } = asked;
  if (typeof name === "string") return name;
  if (typeof locked === "boolean") return locked ? "locked" : "unlocked";
  const about = [asked, answer.data, items, data].flatMap((some) =>
    Array.isArray(some) ? some : [some],
  );
  const euids = about.map((each) => Number(asFields(each)["euid"])).filter((euid) => euid > 0);
  const named = [...new Set(euids)].slice(0, MOST_NAMED);
  const { identity_name: identifier } = asked;
  if (named.length === 0 && typeof identifier === "string") return identifier;
  return named.map((euid) => `EUID ${euid}`).join(", ");
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
