import { describe, expect, test } from "vitest";
import { parsePeopleQuery } from "./people-query.ts";

describe("a search for people may mean a phone number", () => {
  test.for<[string, string | null, string | null]>([
    ["+62 812-345", "ID", "+62812345"],
    ["0812 345", "ID", "+62812345"],
    ["0062812345", "ID", "+62812345"],
    ["62812345", "ID", "+62812345"],
    ["812345", "ID", "+62812345"],
    ["62812345", null, "+62812345"],
    ["081", "ID", null],
    ["0812345x", "ID", null],
    ["sari@kopi.example", "ID", null],
  ])("%s of %s", ([text, country, phone]) => {
    expect(parsePeopleQuery(text, country).phone).toBe(phone);
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
  expect(parsePeopleQuery(" Sari@Kopi ", null)).toEqual({
    euid: null,
    value: "Sari@Kopi",
    email: "sari@kopi",
    phone: null,
  });
});
