import type { Context } from "../../context.ts";
import { within } from "../../kit/within.ts";
import { isReserved } from "../../links/link-id.ts";

/** True for the dashboard, the APIs and what machines ask for. */
export function isServersOwn(path: string): boolean {
  return path === "/" || isReserved(firstSegment(path));
}

/** The APIs, their documents and the probes. */
const FOR_MACHINES: ReadonlySet<string> = new Set([
  "api",
  "v1",
  "openapi",
  "healthz",
  "readyz",
  "metrics",
]);

/**
 * True for what containers, probes and load balancers call by names of their own. The calls of
 * browsers, which share the prefix `/api`, refuse such names by themselves (`site-only.ts`).
 */
export function isForMachines(path: string): boolean {
  return FOR_MACHINES.has(firstSegment(path));
}

/** Probes commonly give up after one second. */
const PATIENCE_MS = 500;

/** Whether a workspace owns the host; false where the store does not say so in time. */
export async function isOwnedHost(
  { hosts }: Pick<Context, "hosts">,
  host: string,
): Promise<boolean> {
  if (host === "") return false;
  try {
    const known = hosts.peek(host);
    return (known === undefined ? await within(PATIENCE_MS, hosts.get(host)) : known) !== null;
  } catch {
    return false;
  }
}

function firstSegment(path: string): string {
  const slash = path.indexOf("/", 1);
  return slash < 0 ? path.slice(1) : path.slice(1, slash);
}
