/**
 * What is promised of properties: the tests beside this file run every cell, and the documents show
 * it (`npm run docs:render`). Written by hand from the contract, in the zone Asia/Jakarta.
 *
 * A result is the JSON of the value then, or `sent` (the value that was sent), `stays` (the value
 * that was there), `none` (no value), or the code of a refusal, upon which all stays as it was.
 */
export type OperationName = "set" | "set_once" | "increase" | "add" | "remove" | "delete";

/** What a call finds: no such attribute, one of a type without a value, or with one. */
export const STORED = [
  "unknown",
  "STRING none",
  'STRING "a"',
  "NUMBER none",
  "NUMBER 5",
  "NUMBER 0",
  "BOOL none",
  "BOOL false",
  "DATETIME none",
  'DATETIME "2024-02-29 12:00:00"',
  "LIST none",
  'LIST ["a","b"]',
  'LIST ["b"]',
  "LIST []",
] as const;

/** The columns, in the order of the cells. */
export const SENT = [
  '"b"',
  '"2026-03-01 09:00:00"',
  '""',
  "null",
  "[]",
  "-2.5",
  "0",
  "true",
  "false",
  '["c","b","c"]',
  '["c",1]',
  '{"a":1}',
] as const;

/** A row is of one of `STORED`, of all of a type, or of `any`; two spaces part the cells. */
export const OPERATIONS: Readonly<Record<OperationName, string>> = {
  set: `
    unknown   sent   sent   55103  55103  55103  sent   sent   sent   sent   sent   55004  55004
    STRING    sent   sent   55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    NUMBER    55004  55004  55103  55103  55103  sent   sent   55004  55004  55004  55004  55004
    BOOL      55004  55004  55103  55103  55103  55004  55004  sent   sent   55004  55004  55004
    DATETIME  55004  sent   55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    LIST      55004  55004  55103  55103  55103  55004  55004  55004  55004  sent   55004  55004`,

  set_once: `
    unknown         sent   sent   55103  55103  55103  sent   sent   sent   sent   sent   55004  55004
    STRING none     sent   sent   55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    STRING "a"      stays  stays  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    NUMBER none     55004  55004  55103  55103  55103  sent   sent   55004  55004  55004  55004  55004
    NUMBER 5        55004  55004  55103  55103  55103  stays  stays  55004  55004  55004  55004  55004
    NUMBER 0        55004  55004  55103  55103  55103  stays  stays  55004  55004  55004  55004  55004
    BOOL none       55004  55004  55103  55103  55103  55004  55004  sent   sent   55004  55004  55004
    BOOL false      55004  55004  55103  55103  55103  55004  55004  stays  stays  55004  55004  55004
    DATETIME none   55004  sent   55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    DATETIME "2024-02-29 12:00:00"  55004  stays  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    LIST none       55004  55004  55103  55103  55103  55004  55004  55004  55004  sent   55004  55004
    LIST ["a","b"]  55004  55004  55103  55103  55103  55004  55004  55004  55004  stays  55004  55004
    LIST ["b"]      55004  55004  55103  55103  55103  55004  55004  55004  55004  stays  55004  55004
    LIST []         55004  55004  55103  55103  55103  55004  55004  55004  55004  stays  55004  55004`,

  increase: `
    unknown      55004  55004  55103  55103  55103  sent   sent   55004  55004  55004  55004  55004
    NUMBER none  55004  55004  55103  55103  55103  sent   sent   55004  55004  55004  55004  55004
    NUMBER 5     55004  55004  55103  55103  55103  2.5    5      55004  55004  55004  55004  55004
    NUMBER 0     55004  55004  55103  55103  55103  -2.5   0      55004  55004  55004  55004  55004
    STRING       55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    BOOL         55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    DATETIME     55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    LIST         55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004`,

  add: `
    unknown         ["b"]  ["2026-03-01 09:00:00"]          55103  55103  55103  55004  55004  55004  55004  ["c","b"]      55004  55004
    LIST none       ["b"]  ["2026-03-01 09:00:00"]          55103  55103  55103  55004  55004  55004  55004  ["c","b"]      55004  55004
    LIST ["a","b"]  stays  ["a","b","2026-03-01 09:00:00"]  55103  55103  55103  55004  55004  55004  55004  ["a","b","c"]  55004  55004
    LIST ["b"]      stays  ["b","2026-03-01 09:00:00"]      55103  55103  55103  55004  55004  55004  55004  ["b","c"]      55004  55004
    LIST []         ["b"]  ["2026-03-01 09:00:00"]          55103  55103  55103  55004  55004  55004  55004  ["c","b"]      55004  55004
    STRING          55004  55004                            55103  55103  55103  55004  55004  55004  55004  55004          55004  55004
    NUMBER          55004  55004                            55103  55103  55103  55004  55004  55004  55004  55004          55004  55004
    BOOL            55004  55004                            55103  55103  55103  55004  55004  55004  55004  55004          55004  55004
    DATETIME        55004  55004                            55103  55103  55103  55004  55004  55004  55004  55004          55004  55004`,

  remove: `
    unknown         none   none   55103  55103  55103  55004  55004  55004  55004  none   55004  55004
    LIST none       none   none   55103  55103  55103  55004  55004  55004  55004  none   55004  55004
    LIST ["a","b"]  ["a"]  stays  55103  55103  55103  55004  55004  55004  55004  ["a"]  55004  55004
    LIST ["b"]      []     stays  55103  55103  55103  55004  55004  55004  55004  []     55004  55004
    LIST []         stays  stays  55103  55103  55103  55004  55004  55004  55004  stays  55004  55004
    STRING          55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    NUMBER          55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    BOOL            55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004
    DATETIME        55004  55004  55103  55103  55103  55004  55004  55004  55004  55004  55004  55004`,

  delete: `
    any  none  none  none  none  none  none  none  none  none  none  none  none`,
};

const WHOLE = "55004 whole numbers from -9007199254740991 to 9007199254740991";
const DIGITS = "1234567890.123456789012345678901234";

/**
 * Operation, value before, value sent, result; a refusal says why. `"x" × 3` is "xxx", `[3 texts]`
 * a list of three different ones.
 */
export type ValueLimit = readonly [
  operation: OperationName | "increase × 10",
  stored: string,
  sent: string,
  result: string,
];

export const VALUES: readonly ValueLimit[] = [
  ["set", "none", "9007199254740991", "sent"],
  ["set", "none", "-9007199254740991", "sent"],
  ["set", "none", "9007199254740992", WHOLE],
  ["set", "none", "-9007199254740993", WHOLE],
  ["set", "none", "1e400", WHOLE],
  ["set", "none", "-1e400", WHOLE],
  ["set", "none", "1e2", "100"],
  ["set", "none", "-0", "0"],
  ["set", "none", DIGITS, "sent"],
  ["set", "none", `${DIGITS}5`, "55004 at most 34 digits"],
  ["increase × 10", "none", "0.1", "1"],
  ["increase", "0.1", "0.2", "0.3"],
  ["increase", DIGITS, "1e-24", "1234567890.123456789012345678901235"],
  ["increase", DIGITS, "1e-25", "55004 at most 34 digits"],
  ["increase", "9007199254740991", "1", WHOLE],
  ["set", "none", '"x" × 4000', "sent"],
  ["set", "none", '"😀" × 4000', "sent"],
  ["set", "none", '"x" × 4001', "55004 at most 4000 characters"],
  ["set", "none", '"a\\u0000"', "55004 it holds a U+0000"],
  ["set", "none", '"a\\ud800"', "55004 it holds a broken character"],
  ["set", "none", '"2026-03-01T12:00:00+09:00"', '"2026-03-01 10:00:00"'],
  ["set", "none", '"2023-02-29 12:00:00"', "sent"],
  [
    "set",
    '"2024-02-29 12:00:00"',
    '"2023-02-29 12:00:00"',
    "55004 it must be a date and time that exists, such as 2026-03-01 00:00:00",
  ],
  ["set", "none", "[500 texts]", "sent"],
  ["set", "none", "[501 texts]", "55004 at most 500 items"],
  ["add", "[499 texts]", '"one more"', '[499 texts, "one more"]'],
  ["add", "[500 texts]", '"one more"', "55004 at most 500 items"],
  ["add", "[500 texts]", "[500 texts]", "stays"],
  ["remove", "[500 texts]", "[500 texts]", "[]"],
  ["set", "none", '["x" × 256]', "sent"],
  ["set", "none", '["x" × 257]', "55004 an item is longer than 256 characters"],
];

const FORM = "55102 a letter, then up to 63 letters, digits or _";
const RESERVED = "55102 the name is reserved";
const TWIN = "55102 gold differs from it only in case";

/** A name that a call sets to 1 where `gold` is known already, and the result. */
export const NAMES: readonly (readonly [name: string, result: string])[] = [
  ['"constructor"', "sent"],
  ['"toString"', "sent"],
  ['"hasOwnProperty"', "sent"],
  ['"__proto__"', FORM],
  ['"n" × 64', "sent"],
  ['"n" × 65', FORM],
  ['""', FORM],
  ['"1st"', FORM],
  ['"_a"', FORM],
  ['"a-b"', FORM],
  ['"a b"', FORM],
  ['"naïve"', FORM],
  ['"Gold"', TWIN],
  ['"GOLD"', TWIN],
  ['"euid"', RESERVED],
  ['"user_id"', RESERVED],
  ['"anonymous_id"', RESERVED],
  ['"registration_id"', RESERVED],
  ['"email"', RESERVED],
  ['"Email"', RESERVED],
  ['"mobile_phone"', RESERVED],
  ['"landline_phone"', RESERVED],
  ['"whatsapp_phone"', RESERVED],
  ['"first_click_at"', RESERVED],
  ['"last_click_at"', RESERVED],
  ['"click_count"', RESERVED],
];

const TOO_LARGE = "55004 x would make the profile larger than 262144 bytes";

/** The bytes of a profile's JSON that the last property, `x`, would bring about, and the result. */
export const PROFILES: readonly (readonly [bytes: number, result: string])[] = [
  [256 * 1024, "sent"],
  [256 * 1024 + 1, TOO_LARGE],
  [257 * 1024, TOO_LARGE],
];
