import Type from "typebox";
import type { LinkName } from "../../links/load-link-key.ts";
import { parseDomain } from "../../workspaces/domain.ts";
import { Domain, LinkId } from "./link-fields.ts";

/** Which link a call is about. */
export const LinkNameFields = Type.Object(
  { linkId: LinkId, domain: Domain },
  { additionalProperties: false },
);

export const linkNameChecks = {
  domain: (value: unknown): void => void parseDomain(String(value), "domain"),
};

/** Without a domain the workspace's default one is meant, where a call lets it be left out. */
export function decodeLinkName(wire: {
  readonly linkId: string;
  readonly domain?: string;
}): LinkName {
  const { linkId: slug, domain } = wire;
  return { slug, domain: domain === undefined ? null : parseDomain(domain, "domain") };
}
