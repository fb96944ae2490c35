import type { WorkspaceContext } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import { parseLocal } from "../../kit/local-time.ts";
import { parseDestination } from "../../links/destination.ts";
import { findLinkHosts } from "../../links/find-link-hosts.ts";
import { parseBrandSlug } from "../../links/link-id.ts";
import { type LinkDomain, parseDomain } from "../../workspaces/domain.ts";
import type { Checks } from "../wire/fields.ts";

/** How the fields of one call are read: in the workspace's zone, and knowing which hosts are ours. */
export interface Reading {
  /** What the schema cannot say, each in its field's turn. */
  readonly checks: Checks;
  readonly time: (field: string) => (text: string) => Date;
  readonly url: (field: string) => (text: string) => string;
  readonly domain: (text: string) => LinkDomain;
  readonly brandSlug: (text: string) => string;
}

const URL_FIELDS = ["url", "expireUrl", "metaImg"] as const;
const TIME_FIELDS = [
  "strtYmdt",
  "endYmdt",
  "delYmdt",
  "regStartYmdt",
  "regEndYmdt",
  "startDelYmdt",
  "endDelYmdt",
] as const;

/** Asks ahead for the hosts of all URLs, so that reading the fields need not wait. */
export async function openReading(
  ctx: WorkspaceContext,
  bodies: readonly unknown[],
): Promise<Reading> {
  const isLinkHost = await findLinkHosts(ctx, bodies.flatMap(urlsIn));
  const { timeZone } = ctx.workspace;
  const reading: Omit<Reading, "checks"> = {
    time: (field) => (text) => {
      const at = parseLocal(text, timeZone);
      if (at === null) throw new Fault("field_invalid", { field, reason: "format" });
      return at;
    },
    url: (field) => (text) =>
      parseDestination(text, { field, isLinkHost, httpsOnly: field === "metaImg" }),
    domain: (text) => parseDomain(text, "domain"),
    brandSlug: (text) => parseBrandSlug(text, "brandLinkId"),
  };
  return { ...reading, checks: checksOf(reading) };
}

function checksOf({ time, url, domain, brandSlug }: Omit<Reading, "checks">): Checks {
  const said = (check: (text: string) => void) => (value: unknown) => {
    if (typeof value === "string" && value !== "") check(value);
  };
  const always = (check: (text: string) => void) => (value: unknown) => check(String(value));
  return {
    ...Object.fromEntries(TIME_FIELDS.map((field) => [field, said(time(field))])),
    url: always(url("url")),
    expireUrl: said(url("expireUrl")),
    metaImg: said(url("metaImg")),
    domain: always(domain),
    brandLinkId: always(brandSlug),
  };
}

function urlsIn(body: unknown): string[] {
  if (typeof body !== "object" || body === null) return [];
  return URL_FIELDS.flatMap((field) => {
    const value = (body as Readonly<Record<string, unknown>>)[field];
    return typeof value === "string" ? [value] : [];
  });
}
