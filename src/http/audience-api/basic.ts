import { Fault } from "../../kit/fault.ts";

/** What a data source shows: both halves as the client sent them. */
export interface Pair {
  readonly key: string;
  readonly secret: string;
}

const LONGEST = 1_000;

/** The pair of `Authorization: Basic …`; credential_missing where there is none in that form. */
export function readBasic(header: string | undefined): Pair {
  const found = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header ?? "");
  if (found?.[1] === undefined || found[1].length > LONGEST) throw new Fault("credential_missing");
  const pair = Buffer.from(found[1], "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon <= 0 || colon === pair.length - 1) throw new Fault("credential_missing");
  return { key: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}
