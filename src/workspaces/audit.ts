/** Whoever changes something: a person, a key of an API, the operator, or the server by itself. */
export interface Actor {
  readonly kind: "member" | "key" | "admin" | "system";
  /** The number of the member or key; null where there is none. */
  readonly id: number | null;
  readonly name: string;
}

export const SYSTEM: Actor = { kind: "system", id: null, name: "system" };
export const ADMIN: Actor = { kind: "admin", id: null, name: "admin" };

/** Of each field that changed what it was and what it is; of a secret only that it changed. */
export type AuditChanges = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

/** One change, in words of the domain: `group.update`, `member.remove`. */
export interface AuditEntry {
  readonly workspaceId: number;
  readonly action: AuditAction;
  /** What was changed, as people call it: a name, a short URL, an address. */
  readonly target: string;
  readonly changes?: AuditChanges;
}

export type AuditAction =
  | `workspace.${"create" | "update" | "delete"}`
  | "webhook.rotate-secret"
  | "delivery.redeliver"
  | `${"link-key" | "data-source"}.${"create" | "revoke"}`
  | `domain.${"create" | "delete"}`
  | `member.${"join" | "change-role" | "reset-link" | "remove"}`
  | `invitation.${"create" | "revoke"}`
  | `group.${"create" | "update" | "delete" | "rotate-secret"}`
  | `link.${"create" | "create-bulk" | "update" | "delete"}`
  | `person.${"register" | "identify" | "change-contacts" | "change-properties" | "report-events" | "erase"}`
  | `attribute.${"register" | "lock-registry"}`
  | "identity.allow";

/** Stands for what must not be told: an audit says that it changed, and no more. */
const HIDDEN = "•••";

const LONGEST = 1_000;

/** The fields in which two states differ; what is in `hidden` is not told. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  hidden: readonly string[] = [],
): AuditChanges {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const [was, is] = [plain(before[name]), plain(after[name])];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      return [[name, hidden.includes(name) ? [masked(was), masked(is)] : [clip(was), clip(is)]]];
    }),
  );
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}

function masked(value: unknown): unknown {
  return value === null ? null : HIDDEN;
}

function clip(value: unknown): unknown {
  return typeof value === "string" && value.length > LONGEST
    ? `${value.slice(0, LONGEST)}…`
    : value;
}
