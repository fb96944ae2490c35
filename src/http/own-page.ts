import type { FastifyRequest } from "fastify";
import { Fault } from "../kit/fault.ts";
import { hostOfUrl, readWrittenHost } from "../links/address.ts";

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
  if (origin !== undefined && !isSameHost(origin, host)) throw new Fault("foreign_page");
}

/** A port that is the scheme's own counts as none; behind a proxy that ends TLS the scheme is not known here. */
function isSameHost(origin: string, header = ""): boolean {
  const from = URL.parse(origin);
  return from !== null && from.host !== "" && hostOfUrl(from) === readWrittenHost(header);
}
