import { Fault } from "../kit/fault.ts";
import { hashKey } from "../workspaces/credentials.ts";
import { makeAuthorizationReader } from "./authorization-reader.ts";

/** The key of `Authorization: APIKey <key>`, hashed; credential_missing where there is none in that form. */
export const readApiKey = makeAuthorizationReader((header) => hashKey(parseApiKey(header)));

function parseApiKey(header: string | undefined): string {
  const found = /^APIKey +([\x21-\x7e]{1,200})$/i.exec(header ?? "");
  if (found?.[1] === undefined) throw new Fault("credential_missing");
  return found[1];
}
