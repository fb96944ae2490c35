import { Fault } from "../kit/fault.ts";

/** What PostgreSQL or the socket says; workers of a cluster pass `code` and nothing more. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const DEADLOCKED = new Set(["40P01", "40001"]);
const GONE = new Set([
  "57P01",
  "57P02",
  "57P03",
  "53300",
  // A standby answers while a failover is under way: nothing was written.
  "25006",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
]);
const SOCKET = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

export const isDeadlock = (error: unknown): boolean => DEADLOCKED.has(codeOf(error) ?? "");

/** The store is away, or stands by, as opposed to refusing a statement. `pg` gives its own word no code. */
export function isGone(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return GONE.has(code) || SOCKET.has(code);
  return (
    error instanceof Error &&
    /connection|timeout exceeded|read timeout|not queryable/i.test(error.message)
  );
}

/** What was asked is refused for what it holds, by the store or by our own code, and will be again. */
export function isAboutValues(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true;
  return /^2[23]...$/.test(codeOf(error) ?? "");
}

/** An outage becomes a Fault that says "busy"; anything else stays what it is. */
export function toFault(error: unknown): unknown {
  return isGone(error) ? new Fault("busy", {}, { cause: error }) : error;
}
