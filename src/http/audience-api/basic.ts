import { Fault } from "../../kit/fault.ts";
import { hashPair } from "../../workspaces/credentials.ts";
import { makeAuthorizationReader } from "../authorization-reader.ts";

const LONGEST = 1_000;

/** The pair of `Authorization: Basic …`, hashed; credential_missing where there is none in that form. */
export const readBasic = makeAuthorizationReader((header) => hashPair(parseBasic(header)));

function parseBasic(header: string | undefined): { readonly key: string; readonly secret: string } {
  const found = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header ?? "");
  if (found?.[1] === undefined || found[1].length > LONGEST) throw new Fault("credential_missing");
  const pair = Buffer.from(found[1], "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon <= 0 || colon === pair.length - 1) throw new Fault("credential_missing");
  return { key: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}
