import { describe, expect, test } from "vitest";
import { parsePeopleQuery } from "./people-query.ts";

describe("a search for people may mean a phone number", () => {
  test.for<[string, string | null, readonly string[], string | null]>([
    ["+62 812-345", "ID", ["+62812345"], "62812345"],
    ["0812 345", "ID", ["+62812345"], "0812345"],
    ["8 912 345 67 89", "RU", ["+79123456789"], "89123456789"],
    ["02 1234 5678", "IT", ["+390212345678"], "0212345678"],
    ["02 1234–5678", "IT", ["+390212345678"], "0212345678"],
    ["tel:\u200b0812 345", "ID", ["+62812345"], "0812345"],
    ["٠٨١٢ ٣٤٥", "ID", ["+62812345"], "0812345"],
    ["18023456879", null, ["+18023456879"], "18023456879"],
    ["081", "ID", [], null],
    ["0812345x", "ID", [], null],
    ["sari@kopi.example", "ID", [], null],
    ["0".repeat(65), "ID", [], null],
  ])("%s of %s", ([text, country, phones, digits]) => {
    expect(parsePeopleQuery(text, country)).toMatchObject({ phones, digits });
  });
});

describe("a search for people may mean a user's number", () => {
  test.for<[string, number | null]>([
    ["10000001", 10_000_001],
    [" 10000001 ", 10_000_001],
    ["0", null],
    ["9999999999999999", null],
    ["12a", null],
  ])("%s", ([text, euid]) => {
    expect(parsePeopleQuery(text, null).euid).toBe(euid);
  });
});

test("an e-mail address is looked for in any case, an identifier as it is written", () => {
  expect(parsePeopleQuery("ÌRIS@kopi", null).emails).toEqual(["Ìris@kopi", "ìris@kopi"]);
  expect(parsePeopleQuery("ÌÉÒÙÀ@kopi", null).emails).toHaveLength(8);
  expect(parsePeopleQuery(" Sari@Kopi ", null)).toEqual({
    euid: null,
    value: "Sari@Kopi",
    emails: ["sari@kopi"],
    phones: [],
    digits: null,
  });
});
