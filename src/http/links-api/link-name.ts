import Type, { type Static } from "typebox";
import { parseDomain } from "../../links/address.ts";
import type { LinkName } from "../../links/load-link-key.ts";
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
