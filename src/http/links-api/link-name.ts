import Type, { type Static } from "typebox";
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

export function decodeLinkName(wire: Static<typeof LinkNameFields>): LinkName {
  return { slug: wire.linkId, domain: parseDomain(wire.domain, "domain") };
}
