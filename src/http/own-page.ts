import type { FastifyRequest } from "fastify";
import { Fault } from "../kit/fault.ts";

/**
 * foreign_page where a call that changes something could have come from somebody else's page. No form
 * and no page of another origin can send the header, as no preflight of theirs is ever allowed;
 * what the browser says of the page itself must fit too, where it says anything.
 */
export function requireOwnPage({ headers, method }: FastifyRequest): void {
  if (method === "GET" || method === "HEAD") return;
  const { host, origin, "sec-fetch-site": site, "x-simpul": sent } = headers;
  if (sent !== "1") throw new Fault("foreign_page");
  if (site !== undefined && site !== "same-origin") throw new Fault("foreign_page");
  if (origin !== undefined && hostOf(origin) !== host) throw new Fault("foreign_page");
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
