import type { Fault, FaultParams } from "../../kit/fault.ts";
import type { Language } from "../../kit/language.ts";
import { type Catalogue, en, type MessageId } from "./en.ts";
import { id } from "./id.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, id, ko, ja };

/** Domain names of fields, by their name on the wire. A name that is not in it stays as it is. */
export type WireNames = Readonly<Record<string, string>>;

const NONE: WireNames = {};

/** The sentence for a fault in the caller's language, with the field named as the wire names it. */
export function tell(fault: Fault, language: Language, wireNames: WireNames = NONE): string {
  const catalogue = CATALOGUES[language];
  const { reason, field, key } = fault.params;
  const params = {
    ...fault.params,
    ...(typeof field === "string" && { field: clip(wireName(field, wireNames)) }),
    ...(typeof key === "string" && { key: clip(key) }),
  };
  const said = typeof reason === "string" && { reason: sayReason(reason, params, catalogue) };
  return fill(catalogue[fault.code], { ...params, ...said });
}

const LONGEST_NAME = 100;

/** Names come from strangers, and may be as long as a body. */
function clip(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  return `${name.slice(0, LONGEST_NAME).toWellFormed()}…`;
}

function wireName(field: string, wireNames: WireNames): string {
  return Object.hasOwn(wireNames, field) ? (wireNames[field] ?? field) : field;
}

function sayReason(reason: string, params: FaultParams, catalogue: Catalogue): string {
  return Object.hasOwn(catalogue, reason) ? fill(catalogue[reason as MessageId], params) : reason;
}

function fill(template: string, params: FaultParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
}
