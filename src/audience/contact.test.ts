import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fault } from "../kit/fault.ts";
import { CONTACT_NAMES, type ContactName, parseContact, parseContactName } from "./contact.ts";

function reasonOf(name: ContactName, value: unknown): unknown {
  try {
    parseContact(name, value, "ID");
  } catch (error) {
    if (error instanceof Fault && error.code === "contact_invalid") return error.params["reason"];
    throw error;
  }
  return "accepted";
}

describe("a phone number without + is", () => {
  test.for<[string, string, string | null, string | null]>([
    ["a number of the home country", "0812-3456-7890", "ID", "+6281234567890"],
    ["a number of the home country with its code", "6281234567890", "ID", "+6281234567890"],
    ["international where it is none at home", "18023456879", "ID", "+18023456879"],
    ["international without a home country", "6281234567890", null, "+6281234567890"],
    ["kept raw where no plan knows it", "99999", "ID", null],
    ["kept raw where only a home country could tell", "081234567890", null, null],
    ["international in a country nobody knows", "18023456879", "XX", "+18023456879"],
  ])("%s", ([, raw, home, normalized]) => {
    expect(parseContact("mobile_phone", raw, home)).toEqual({ raw, normalized });
  });
});

describe("a phone number with + is what it says", () => {
  test.for<[string, string | null]>([
    ["+62 812 3456 7890", "+6281234567890"],
    ["(+62) 812-3456-7890", "+6281234567890"],
    ["+1 (802) 345-6879", "+18023456879"],
    ["+999 123 4567", null],
    [" +62 812 3456 7890  ", "+6281234567890"],
  ])("%s", ([raw, normalized]) => {
    expect(parseContact("whatsapp_phone", raw, "ID")).toEqual({ raw, normalized });
  });
});

describe("a phone number is refused", () => {
  test.for<[unknown, string]>([
    [81234567890, "not_text"],
    [null, "not_text"],
    ["1234", "phone_form"],
    ["1".repeat(21), "phone_form"],
    ["12345a", "phone_form"],
    ["+62+812345678", "phone_form"],
    ["62+812345678", "phone_form"],
    ["0812.3456.7890", "phone_form"],
    ["   ", "phone_form"],
    ["+()- ", "phone_form"],
    ["٠٨١٢٣٤٥٦", "phone_form"],
    ["0812\u00003456789", "control_character"],
    ["0812\n3456789", "control_character"],
    [`12345${" ".repeat(60)}6`, "too_long"],
  ])("%j: %s", ([value, reason]) => {
    expect(reasonOf("landline_phone", value)).toBe(reason);
  });
});

describe("an e-mail address is kept", () => {
  test.for<[string, string]>([
    ["12@gmail.com", "12@gmail.com"],
    ["  Budi.S@Example.CO.ID ", "Budi.S@example.co.id"],
    ["budi+tag@localhost", "budi+tag@localhost"],
    [`${"a".repeat(242)}@example.com`, `${"a".repeat(242)}@example.com`],
  ])("%s", ([sent, raw]) => {
    expect(parseContact("email", sent, "ID")).toEqual({ raw, normalized: null });
  });
});

describe("an e-mail address is refused", () => {
  test.for<[unknown, string]>([
    [12, "not_text"],
    [["12@gmail.com"], "not_text"],
    ["gmail.com", "email_form"],
    ["@gmail.com", "email_form"],
    ["12@", "email_form"],
    ["1@2@gmail.com", "email_form"],
    ["1 2@gmail.com", "email_form"],
    ["1\u00a02@gmail.com", "email_form"],
    ["  ", "email_form"],
    ["1\u00002@gmail.com", "control_character"],
    ["1\ud8002@gmail.com", "lone_surrogate"],
    [`${"a".repeat(243)}@example.com`, "too_long"],
  ])("%j: %s", ([value, reason]) => {
    expect(reasonOf("email", value)).toBe(reason);
  });
});

test("an empty string clears each contact", () => {
  for (const name of CONTACT_NAMES) expect(parseContact(name, "", "ID")).toBeNull();
});

test("only the four contacts have a name", () => {
  expect(CONTACT_NAMES.map(parseContactName)).toEqual(CONTACT_NAMES);
  for (const name of ["Email", "phone", "", "__proto__", "constructor"]) {
    expect(() => parseContactName(name)).toThrow(
      expect.objectContaining({ code: "contact_name_unknown" }),
    );
  }
});

test("any string is a contact or is refused, and a normalized number stays itself", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[-+0-9() ]{5,24}$/),
    fc.stringMatching(/^[0-9]{9,14}$/),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom(...CONTACT_NAMES), (text, name) => {
      if (reasonOf(name, text) !== "accepted") return;
      const normalized = parseContact(name, text, "ID")?.normalized ?? null;
      if (normalized === null) return;
      expect(parseContact(name, normalized, "US")?.normalized).toBe(normalized);
    }),
  );
});
