import type { Fault, FaultParams } from "../../kit/fault.ts";
import type { Language } from "../../kit/language.ts";
import { type Catalogue, en, type MessageId } from "./en.ts";
import { id } from "./id.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, id, ko, ja };

/** The wire's names by the domain's, of fields and features. A name that is not in it stays. */
export type WireNames = Readonly<Record<string, string>>;

const NONE: WireNames = {};

/** The sentence for a fault in the caller's language, with the field named as the wire names it. */
export function tell(fault: Fault, language: Language, wireNames: WireNames = NONE): string {
  const catalogue = CATALOGUES[language];
  const { reason, field, feature, key, sent } = fault.params;
  // A field that nobody knows is named as it was sent, even where the domain has such a word.
  const names = fault.code === "field_unknown" ? NONE : wireNames;
  const params = {
    ...fault.params,
    ...(typeof field === "string" && { field: show(wireName(field, names)) }),
    ...(typeof feature === "string" && { feature: wireName(feature, wireNames) }),
    ...(typeof key === "string" && { key: show(key) }),
    ...(typeof sent === "string" && { sent: show(sent) }),
  };
  const said = typeof reason === "string" && { reason: sayReason(reason, params, catalogue) };
  return fill(catalogue[messageOf(fault)], { ...params, ...said });
}

/** Most have one message; an unknown field may have no name near it, or the call no field at all. */
function messageOf({ code, params }: Fault): MessageId {
  if (code !== "field_unknown" || params["nearest"] !== null) return code;
  return params["known"] === 0 ? "field_unknown_of_none" : "field_unknown_alone";
}

/** A sentence without placeholders. */
export function say(id: MessageId, language: Language): string {
  return CATALOGUES[language][id];
}

const LONGEST_NAME = 100;

/** Controls, marks that turn the text around, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Names come from strangers: as long as a body, empty, or written to deceive who reads the message. */
function show(name: string): string {
  if (name === "") return '""';
  const start = name.length <= LONGEST_NAME ? name : `${clip(name)}…`;
  return start.replaceAll(UNSEEN, codePoint);
}

/** Leaves out a character of which only the first half would stay. */
function clip(name: string): string {
  return name.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, "");
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `<U+${hex.padStart(4, "0")}>`;
}

function wireName(field: string, wireNames: WireNames): string {
  return Object.hasOwn(wireNames, field) ? (wireNames[field] ?? field) : field;
}

function sayReason(reason: string, params: FaultParams, catalogue: Catalogue): string {
  return Object.hasOwn(catalogue, reason) ? fill(catalogue[reason as MessageId], params) : reason;
}

/** A placeholder that the fault says nothing of stays, so that the gap is seen. */
function fill(template: string, params: FaultParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
}
