import { gzipSync } from "node:zlib";
import type { Sent, Words } from "../support/proving-ground.ts";

/** Something that is sent in place of a good body, and the word that must answer it. */
export interface HostileBody {
  readonly name: string;
  readonly sent: Sent;
  readonly word: keyof Words;
}

const MIB = 1024 * 1024;
const JSON_TYPE = { "content-type": "application/json" };

/** What no call takes in place of `good`, its own body. */
export function hostileBodies(good: object): HostileBody[] {
  const text = JSON.stringify(good);
  return [
    ...UNREADABLE.map(([name, body]) => unreadable(name, body)),
    ...texts(text).map(([name, body]) => unreadable(name, body)),
    ...encodings(text).map(([name, body]) => unreadable(name, body)),
    { name: "no body at all", sent: {}, word: "unreadable" },
    {
      name: "a compressed body that does not say so",
      sent: { body: gzipSync(text), headers: JSON_TYPE },
      word: "unreadable",
    },
    ...ENCODINGS.map(
      (encoding): HostileBody => ({
        name: `the content encoding ${encoding}`,
        sent: { body: gzipSync(text), headers: { ...JSON_TYPE, "content-encoding": encoding } },
        word: "mediaType",
      }),
    ),
    ...CHARSETS.map(
      (charset): HostileBody => ({
        name: `the charset ${charset}`,
        sent: {
          body: Buffer.from(text, "utf16le"),
          headers: { "content-type": `application/json; charset=${charset}` },
        },
        word: "mediaType",
      }),
    ),
    ...["[]", '["url"]', '"text"', "1", "null", "true", " -0.5e-7 "].map(
      (body): HostileBody => ({ name: `the body ${body}`, sent: { body }, word: "notObject" }),
    ),
    ...MEDIA_TYPES.map(
      (type): HostileBody => ({
        name: `the media type ${type}`,
        sent: { body: text, headers: { "content-type": type } },
        word: "mediaType",
      }),
    ),
    ...STRANGE_NAMES.map(
      (name): HostileBody => ({
        name: `the field ${name.slice(0, 40)}`,
        sent: { body: withField(text, name, '{"polluted":1}') },
        word: "fieldUnknown",
      }),
    ),
  ];
}

/** Over the limit, which some calls have higher; readable or not, it is not read. */
export function tooLargeBodies(limitMib: number): HostileBody[] {
  const bytes = limitMib * MIB;
  return [
    ["one byte over the limit", `"${"x".repeat(bytes - 1)}"`],
    ["2 MiB over the limit, and no JSON", "[".repeat(bytes + 2 * MIB)],
  ].map(([name = "", body = ""]) => ({ name, sent: { body }, word: "tooLarge" as const }));
}

const unreadable = (name: string, body: string | Buffer): HostileBody => ({
  name,
  sent: { body, headers: JSON_TYPE },
  word: "unreadable",
});

const deep = (open: string, close: string, levels: number) =>
  open.repeat(levels) + close.repeat(levels);

const UNREADABLE: readonly [string, string][] = [
  ["nothing", ""],
  ["blanks", " \r\n\t "],
  ["33 levels", deep("[", "]", 33)],
  ["10,000 levels of arrays", deep("[", "]", 10_000)],
  ["10,000 levels of objects", `${deep('{"a":', "", 10_000)}1${"}".repeat(10_000)}`],
  ["10,000 open arrays", "[".repeat(10_000)],
  ["half a million open arrays", "[".repeat(MIB / 2)],
  ["a text that does not end", '"'],
  ["a text of backslashes", `"${"\\".repeat(99_999)}"`],
  ["a form", "url=https%3A%2F%2Fshop.example%2F&nm=Ads"],
  ["XML", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
];

const TOKENS = ["NaN", "Infinity", "-Infinity", "undefined", "0x10", "01", "+1", ".5", "1.", "1e"];

/** The field named first, so that the rest of the body stands behind it. */
function withField(text: string, name: string, value: string): string {
  return `{${JSON.stringify(name)}:${value}${text === "{}" ? "" : ","}${text.slice(1)}`;
}

function texts(text: string): [string, string][] {
  const inside = text.slice(1, -1);
  const [key] = Object.keys(JSON.parse(text) as object);
  return [
    ["a body cut in the middle", text.slice(0, text.length >> 1)],
    ["a body without its last brace", text.slice(0, -1)],
    ["a body twice", text + text],
    ["a body with a tail", `${text}\0`],
    ["a comma too many", `{${inside},}`],
    ["a comment", `/* */${text}`],
    ["single quotes", text === "{}" ? "{'a':1}" : text.replaceAll('"', "'")],
    ["a key twice", `{${JSON.stringify(key)}:null,${inside}}`],
    ["a key twice, once escaped", `{${inside},"${escaped(key ?? "")}":null}`],
    ["a key twice, further in", withField(text, "more", '[{"a":{"b":1,"b":2}}]')],
    ["10,000 levels in a field", withField(text, "more", deep("[", "]", 10_000))],
    ["a raw line break in a text", withField(text, "more", '"a\nb"')],
    ["a raw NUL in a text", withField(text, "more", '"a\0b"')],
    ["a broken escape", withField(text, "more", '"\\u12"')],
    ...TOKENS.map((token): [string, string] => [token, withField(text, "more", token)]),
  ];
}

const escaped = (key: string): string =>
  [...key].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

function encodings(text: string): [string, Buffer][] {
  const bytes = (value: number[]) =>
    Buffer.concat([
      Buffer.from('{"more":"'),
      Buffer.from(value),
      Buffer.from(`",${text.slice(1)}`),
    ]);
  return [
    ["two byte order marks", Buffer.from(`\ufeff\ufeff${text}`)],
    ["UTF-16", Buffer.from(text, "utf16le")],
    ["UTF-16 with its mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["Latin-1", bytes([0xe9])],
    ["a byte that is never UTF-8", bytes([0xff])],
    ["a character cut off", bytes([0xe2, 0x82])],
    ["an overlong NUL", bytes([0xc0, 0x80])],
    ["a surrogate in UTF-8", bytes([0xed, 0xa0, 0x80])],
    ["a character past Unicode", bytes([0xf4, 0x90, 0x80, 0x80])],
  ];
}

const ENCODINGS = ["gzip", "GZIP", "br", "deflate", "zstd", "identity, gzip"];

const CHARSETS = ["utf-16", "UTF-16LE", '"utf-16"', "iso-8859-1", "euc-kr", "utf-88", '""'];

const MEDIA_TYPES = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonx",
  "application/json-patch+json",
  "text/json",
  "application",
  ";;;",
  "*/*",
  "application/jso\u00f1",
];

const STRANGE_NAMES = [
  "grpidx",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  " ",
  "0",
  "a\u0000b",
  "\ud800",
  "{field}",
  "x".repeat(100_000),
];
