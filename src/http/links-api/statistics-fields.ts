import Type, { type Static } from "typebox";
import { Fault } from "../../kit/fault.ts";
import { type DayRange, dayRange } from "../../statistics/day-range.ts";
import type { AskedScope } from "../../statistics/load-scope.ts";
import type { Figures } from "../../statistics/scope.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described, WireDate } from "../wire/schema.ts";
import { GroupId } from "./group-fields.ts";
import { Domain, LinkId } from "./link-fields.ts";
import { decodeLinkName, linkNameChecks } from "./link-name.ts";

/** Whose clicks a call is about: a link's, a group's, or all where it names neither. */
export const scopeFields = {
  linkId: Type.Optional(described(LinkId, "Of one link; with domain")),
  domain: Type.Optional(described(Domain, "Of one link; with linkId")),
  grpIdx: Type.Optional(described(GroupId, "Of one group")),
};

export const rangeFields = {
  startYmd: described(WireDate, "The first day"),
  endYmd: described(WireDate, "The last day; at most 31 days in all"),
};

/** Of a call that asks for some days and no more. */
export const rangeQuery = Type.Object(
  { ...rangeFields, ...scopeFields },
  { additionalProperties: false },
);
const readRange = compileFields(rangeQuery, { query: true, also: linkNameChecks });

/** What such a call asks for. */
export function readRangeQuery(query: unknown): { of: AskedScope; range: DayRange } {
  const wire = readRange(fieldsOf(query));
  return { of: decodeScope(wire), range: decodeRange(wire) };
}

const Scope = Type.Object(scopeFields);
const Range = Type.Object(rangeFields);

/** A link is named by both its words, and not together with a group. */
export function decodeScope({ linkId, domain, grpIdx }: Static<typeof Scope>): AskedScope {
  if (linkId === undefined && domain === undefined) return { groupId: grpIdx };
  if (linkId === undefined) throw new Fault("field_missing", { field: "linkId" });
  if (domain === undefined) throw new Fault("field_missing", { field: "domain" });
  if (grpIdx !== undefined) {
    throw new Fault("field_invalid", { field: "grpIdx", reason: "not_together", other: "linkId" });
  }
  return { link: decodeLinkName({ linkId, domain }) };
}

export function decodeRange({ startYmd, endYmd }: Static<typeof Range>): DayRange {
  return dayRange(startYmd, endYmd);
}

export function encodeFigures({ clicks, people }: Figures) {
  return { acesCnt: clicks, pernCnt: people };
}

export const tags = ["statistics"];
