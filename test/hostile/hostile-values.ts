import { type ApiName, type Schema, typesOf } from "../support/documented.ts";
import type { ProvingGround } from "../support/proving-ground.ts";
import { sampleValue } from "../support/sample-call.ts";

/** A value that a field cannot take, as it stands in the JSON, and the codes that may say so. */
export interface HostileValue {
  readonly name: string;
  readonly json: string;
  readonly codes: readonly number[];
}

const NUMBERS = ["7", "1.5", "-1e-7", "1e999", "-1e999", "123456789012345678901234567890"];

/** One of each kind, by the name that JSON Schema has for it. */
const KINDS: readonly (readonly [kind: string, json: string])[] = [
  ["string", '"7"'],
  ["string", '"Infinity"'],
  ...NUMBERS.map((json) => ["number", json] as const),
  ["boolean", "true"],
  ["object", '{"a":1}'],
  ["object", '{"__proto__":{"a":1}}'],
  ["array", "[1]"],
  ["array", "[]"],
  ["null", "null"],
];

const BROKEN_TEXTS = ["a\\ud800b", "\\udc00", "a\\u0000b", "a\\u0007b", "a\\u007fb"];

const IMPOSSIBLE_TIMES = [
  "2026-02-30 00:00:00",
  "2025-02-29 00:00:00",
  "2026-04-31 00:00:00",
  "2026-13-01 00:00:00",
  "2026-00-10 00:00:00",
  "2026-01-00 00:00:00",
  "2026-01-01 24:00:00",
  "2026-01-01 23:60:00",
  "2026-01-01 23:59:60",
  "0000-01-01 00:00:00",
  "0001-01-01 00:00:00",
  "10000-01-01 00:00:00",
  "+020260-01-01T00:00:00Z",
  "2026-01-01",
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00+25:00",
  "２０２６-01-01 00:00:00",
  "2026-1-1 0:0:0",
  "now",
];

const REFUSED_URLS = [
  "https://",
  "//shop.example/",
  "ftp://shop.example/",
  "javascript:alert(1)",
  "data:text/html,x",
  "https://shop.example:99999/",
  "https://[::1",
  "https://a b.example/",
  "https://%00.example/",
  `https://shop.example/${"x".repeat(3_000)}`,
  `https://${"a.".repeat(100_000)}example/`,
];

/** Passwords are taken as sent. */
const VERBATIM: ReadonlySet<string> = new Set([
  "pwd",
  "nonmemberSticsPwd",
  "password",
  "newPassword",
]);
const URLS: ReadonlySet<string> = new Set([
  "url",
  "expireUrl",
  "metaImg",
  "webhookCallbackUrl",
  "callbackUrl",
]);

/** What the dialects say of a field that has words of its own. */
const CODES: Readonly<Record<string, readonly number[]>> = {
  "links url": [40011, 40014],
  "links expireUrl": [40011, 40014],
  "links metaImg": [40011, 40014],
  "links webhookCallbackUrl": [40011, 40020],
  "admin callbackUrl": [40011, 40020],
  "workspace callbackUrl": [40011, 40020],
  "audience euid": [55108, 40007],
  "audience identity_name": [55106],
  "audience identity_values": [55004, 55101, 55107],
  "audience values": [55004, 55101, 55107],
  "audience user_id": [55004, 55105, 55107],
  "audience anonymous_id": [55004, 55105, 55107],
  "audience registration_id": [55004, 55105, 55107],
  "audience name": [55004, 55102],
  // By item where there is more than one kind of wrong.
  "audience items": [55004, 40007],
  "audience contacts": [55004],
};

function codesOf(api: ApiName, field: string): readonly number[] {
  return CODES[`${api} ${field}`] ?? [api === "audience" ? 55004 : 40011];
}

/** What a field with this schema cannot take. */
export function hostileValues(
  api: ApiName,
  field: string,
  schema: Schema,
  known: ProvingGround["known"],
): HostileValue[] {
  const codes = codesOf(api, field);
  const jsons = [
    ...wrongKinds(schema),
    ...(typesOf(schema).includes("string") ? wrongTexts(field, schema) : []),
    ...(typesOf(schema).includes("array") ? wrongLists(field, schema, known) : []),
    ...(typesOf(schema).includes("integer") ? wrongIntegers(schema) : []),
  ];
  return jsons.map((json) => ({ name: `${field}=${json.slice(0, 60)}`, json, codes }));
}

function wrongKinds(schema: Schema): string[] {
  const types = typesOf(schema);
  if (types.length === 0) return [];
  return KINDS.filter(([kind, json]) => {
    if (kind === "number" && types.includes("integer")) return json !== "7";
    return !types.includes(kind);
  }).map(([, json]) => json);
}

function wrongTexts(field: string, schema: Schema): string[] {
  const texts = [...(VERBATIM.has(field) ? BROKEN_TEXTS.slice(0, 2) : BROKEN_TEXTS)];
  if (schema.enum !== undefined) texts.push("", "n", " N", "None of these", "__proto__");
  if ((schema.minLength ?? 0) > 1) texts.push("x".repeat((schema.minLength ?? 0) - 1));
  if (schema.minLength === 1 && !/^pwd$|password/.test(field)) texts.push("", "   ");
  if (schema.maxLength !== undefined) texts.push("😀".repeat(schema.maxLength + 1));
  if (field.endsWith("Ymdt")) texts.push(...IMPOSSIBLE_TIMES);
  if (URLS.has(field)) texts.push(...REFUSED_URLS);
  return texts.map((text) => `"${text}"`);
}

function wrongIntegers({ minimum = 0, enum: allowed }: Schema): string[] {
  const wrong = allowed === undefined ? [minimum - 1, 2 ** 53, -(2 ** 53)] : [-1, 3, 999];
  return wrong.map(String);
}

function wrongLists(field: string, schema: Schema, known: ProvingGround["known"]): string[] {
  const { items = {}, minItems = 0, maxItems } = schema;
  const item = JSON.stringify(sampleValue("", items, known) ?? {});
  return [
    ...(minItems > 0 ? ["[]"] : []),
    ...(maxItems === undefined ? [] : [`[${Array(maxItems + 1).fill(item)}]`]),
    "[null]",
    "[[]]",
    "[7]",
    ...(typesOf(items).includes("string") ? BROKEN_TEXTS.map((text) => `["${text}"]`) : []),
  ].filter((json) => json !== "[7]" || !typesOf(items).includes("integer") || field === "");
}
