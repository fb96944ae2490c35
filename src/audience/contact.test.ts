import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fault } from "../kit/fault.ts";
import {
  CONTACT_NAMES,
  type ContactName,
  isAmbiguous,
  maskContact,
  parseContact,
  parseContactName,
  readAgain,
} from "./contact.ts";

function reasonOf(name: ContactName, value: unknown): unknown {
  try {
    parseContact(name, value, "ID");
  } catch (error) {
    if (error instanceof Fault && error.code === "contact_invalid") return error.params["reason"];
    throw error;
  }
  return "accepted";
}

describe("a phone number is kept as sent", () => {
  test.for<[sent: string, raw: string, normalized: string | null]>([
    ["0812–3456–7890", "0812–3456–7890", "+6281234567890"],
    [" +62 812 3456 7890  ", " +62 812 3456 7890  ", "+6281234567890"],
    ["18023456879", "18023456879", null],
    ["\u200b0812-3456-7890", "0812-3456-7890", "+6281234567890"],
    ["+62\u00ad812-3456-7890", "+62812-3456-7890", "+6281234567890"],
    ["\u202a+62 812 3456 7890\u202c", "+62 812 3456 7890", "+6281234567890"],
    ["\ufeff٠٨١٢٣٤٥٦٧٨٩٠", "٠٨١٢٣٤٥٦٧٨٩٠", "+6281234567890"],
  ])("%s", ([sent, raw, normalized]) => {
    expect(parseContact("mobile_phone", sent, "ID")).toEqual({ raw, normalized });
  });
});

describe("a phone number is refused", () => {
  test.for<[unknown, string]>([
    [81234567890, "not_text"],
    [null, "not_text"],
    ["1234", "phone_form"],
    ["١٢٣٤", "phone_form"],
    ["1".repeat(21), "phone_form"],
    ["12345a", "phone_form"],
    ["0812 3456 ext. 7", "phone_form"],
    ["tel:", "phone_form"],
    ["tel:+62812345678;ext=7", "phone_form"],
    ["sms:+62812345678", "phone_form"],
    ["+62+812345678", "phone_form"],
    ["62+812345678", "phone_form"],
    ["+62,812345678", "phone_form"],
    ["   ", "phone_form"],
    ["+()- ", "phone_form"],
    ["\u200b", "phone_form"],
    ["0812\u00003456789", "control_character"],
    ["0812\n3456789", "control_character"],
    ["0812\ud8003456789", "lone_surrogate"],
    [`12345${" ".repeat(60)}6`, "too_long"],
  ])("%j: %s", ([value, reason]) => {
    expect(reasonOf("landline_phone", value)).toBe(reason);
  });
});

describe("an e-mail address is kept", () => {
  test.for<[string, string]>([
    ["12@gmail.com", "12@gmail.com"],
    ["  Budi.S@Example.CO.ID ", "Budi.S@example.co.id"],
    ["budi@KÄSE.example", "budi@käse.example"],
    ["ra\u00adra@kopi.example", "rara@kopi.example"],
    ["\u200brara@ko\u200dpi.example\ufeff ", "rara@kopi.example"],
    [`${"a".repeat(64)}@${"b.".repeat(90)}example`, `${"a".repeat(64)}@${"b.".repeat(90)}example`],
  ])("%s", ([sent, raw]) => {
    expect(parseContact("email", sent, "ID")).toEqual({ raw, normalized: null });
  });
});

describe("an e-mail address is refused", () => {
  test.for<[unknown, string]>([
    [12, "not_text"],
    [["12@gmail.com"], "not_text"],
    ["gmail.com", "email_form"],
    ["  ", "email_form"],
    ["budi+tag@localhost", "email_form"],
    ["mailto:rara@kopi.example", "email_form"],
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

test("a phone that no reading makes valid is ambiguous, an e-mail address never", () => {
  expect(isAmbiguous("mobile_phone", { raw: "18023456879", normalized: null })).toBe(true);
  expect(isAmbiguous("mobile_phone", { raw: "1", normalized: "+18023456879" })).toBe(false);
  expect(isAmbiguous("email", { raw: "a@b.id", normalized: null })).toBe(false);
});

test("a change of the home country reads numbers without + anew, and no others", () => {
  const read = (raw: string) =>
    readAgain("mobile_phone", { raw, normalized: "+1" }, "CN").normalized;
  expect(read("18023456879")).toBe("+8618023456879");
  expect(read("0812-3456-7890")).toBeNull();
  expect(read("+62 812-3456-7890")).toBe("+6281234567890");
  const email = { raw: "a@b.id", normalized: null };
  expect(readAgain("email", email, "CN")).toBe(email);
});

test("a masked contact shows enough to recognise it", () => {
  expect(maskContact("email", { raw: "rara@gmail.com", normalized: null })).toBe("r…@gmail.com");
  expect(maskContact("email", { raw: "😀x@b.id", normalized: null })).toBe("😀…@b.id");
  expect(maskContact("mobile_phone", { raw: "0812", normalized: "+6281234567879" })).toBe(
    "+62 ••• 879",
  );
  expect(maskContact("landline_phone", { raw: "18023456-879", normalized: null })).toBe("••• 879");
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
