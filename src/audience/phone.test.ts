import { describe, expect, test } from "vitest";
import { maskPhone, normalizePhone, parseWrittenPhone, phonePrefixes } from "./phone.ts";

type Row = readonly [text: string, home: string | null, normalized: string | null];

function expectNormalized([text, home, normalized]: Row): void {
  expect(normalizePhone(text, home)).toBe(normalized);
}

describe("a number as people copy it is normalized", () => {
  test.for<Row>([
    ["0812–3456–7890", "ID", "+6281234567890"],
    ["0812—3456—7890", "ID", "+6281234567890"],
    ["0812\u22123456\u22127890", "ID", "+6281234567890"],
    ["0812\u00a03456\u00a07890", "ID", "+6281234567890"],
    ["tel:+62-812-3456-7890", "ID", "+6281234567890"],
    ["TEL: 0812 3456 7890", "ID", "+6281234567890"],
    ["९१२३४५६७८९", "IN", "+919123456789"],
    ["٠٥٠ ١٢٣ ٤٥٦٧", "SA", "+966501234567"],
    ["۰۹۱۲ ۳۴۵ ۶۷۸۹", "IR", "+989123456789"],
    ["０９０ー１２３４ー５６７８", "JP", "+819012345678"],
    ["＋81（90）1234－5678", null, "+819012345678"],
    ["06.12.34.56.78", "FR", "+33612345678"],
    ["030/901820", "DE", "+4930901820"],
    ["(02) 1234 5678", "IT", "+390212345678"],
    ["8 (912) 345-67-89", "RU", "+79123456789"],
    ["+62 (0)812-3456-7890", "US", "+6281234567890"],
  ])("%s in %s", expectNormalized);
});

describe("a number with + or 00 is international, whatever the home country", () => {
  test.for<Row>([
    ["0062 812-3456-7890", "ID", "+6281234567890"],
    ["0062 812-3456-7890", "US", "+6281234567890"],
    ["0062 812-3456-7890", "KR", "+6281234567890"],
    ["(00) 62 812-3456-7890", null, "+6281234567890"],
    ["+1 (802) 345-6879", "ID", "+18023456879"],
    ["+999 123 4567", "ID", null],
    ["00999 123 4567", "ID", null],
  ])("%s in %s", expectNormalized);
});

describe("a number without a country is the home country's or none", () => {
  test.for<Row>([
    ["0812-3456-7890", "ID", "+6281234567890"],
    ["812 3456 7890", "ID", "+6281234567890"],
    ["6281234567890", "ID", "+6281234567890"],
    ["62 812-345-678", "ID", "+62812345678"],
    ["4915112345678", "DE", "+4915112345678"],
    ["491701234567", "DE", "+491701234567"],
    ["79123456789", "RU", "+79123456789"],
    ["390212345678", "IT", "+390212345678"],
    ["18023456879", "CN", "+8618023456879"],
    ["18023456879", "US", "+18023456879"],
    // another country's
    ["18023456879", "ID", null],
    ["18023456879", null, null],
    ["6281234567890", null, null],
    ["6281234567890", "KR", null],
    ["011 62 812 3456 7890", "US", null],
    ["18023456879", "XX", null],
    ["081234567890", null, null],
    ["99999", "ID", null],
  ])("%s in %s", expectNormalized);

  test("it is ambiguous where it could be two land lines", () => {
    // of Jakarta with the country's code, or of another area whose 0 a spreadsheet took away
    expect(normalizePhone("62211234567", "ID")).toBeNull();
    expect(normalizePhone("+62211234567", "ID")).toBe("+62211234567");
    expect(normalizePhone("062211234567", "ID")).toBe("+6262211234567");
  });
});

describe("old forms become today's", () => {
  test.for<Row>([
    ["+52 1 81 1234 5678", "ID", "+528112345678"],
    ["0052 1 81 1234 5678", null, "+528112345678"],
    ["52 1 81 1234 5678", "MX", "+528112345678"],
    ["044 81 1234 5678", "MX", "+528112345678"],
    ["045 55 1234 5678", "MX", "+525512345678"],
    ["01 81 1234 5678", "MX", "+528112345678"],
    ["+54 11 15 2345 6789", null, "+5491123456789"],
    ["+54 9 11 15 2345 6789", null, "+5491123456789"],
    ["011 15-2345-6789", "AR", "+5491123456789"],
    ["0341 15 512-3456", "AR", "+5493415123456"],
    ["+54 9 11 2345 6789", null, "+5491123456789"],
    // a land line stays one
    ["+54 11 2345 6789", null, "+541123456789"],
  ])("%s in %s", expectNormalized);
});

test("the digits of every script are read", () => {
  const all = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => /^\p{Nd}$/u.test(character));
  for (let from = 0; from < all.length; from += 10) {
    const script = all.slice(from, from + 10).join("");
    expect(parseWrittenPhone(script), script).toEqual({ plus: false, digits: "0123456789" });
  }
});

describe("what a search has typed so far begins a number", () => {
  test.for<[string, string | null, readonly string[]]>([
    ["8 912 34", "RU", ["+791234"]],
    ["8 912 345 67 89", "RU", ["+79123456789"]],
    ["02 1234 5678", "IT", ["+390212345678"]],
    ["02 12", "IT", ["+390212"]],
    ["0812 345", "ID", ["+62812345"]],
    ["812345", "ID", ["+62812345"]],
    ["62812345", "ID", ["+62812345", "+6262812345"]],
    ["+62 812-345", "IT", ["+62812345"]],
    ["0062812345", "ID", ["+62812345"]],
    ["62812345", null, ["+62812345"]],
    ["+52 1 81 1234 5678", null, ["+5218112345678", "+528112345678"]],
  ])("%s in %s", ([text, home, prefixes]) => {
    expect(phonePrefixes(parseWrittenPhone(text) ?? { plus: false, digits: "" }, home)).toEqual(
      prefixes,
    );
  });
});

test("a masked number shows its country and its end", () => {
  expect(maskPhone("0812-3456-7890", "+6281234567890")).toBe("+62 ••• 890");
  expect(maskPhone("+1 802 345 6879", "+18023456879")).toBe("+1 ••• 879");
  expect(maskPhone("180 2345 68-79", null)).toBe("••• 879");
});
