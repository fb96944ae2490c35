import { describe, expect, test } from "vitest";
import { isEmailAddress } from "./email.ts";

describe("a mail server takes", () => {
  test.for([
    "12@gmail.com",
    "Budi.S+promo@example.co.id",
    "o'hara@shop.example",
    "rara@kopi-susu.example",
    "rara@1.example",
    "rara@käse.example",
    "커피@커피.한국",
    "rara@कॉफ़ी.भारत",
    "rara@xn--kse-qla.example",
    `${"a".repeat(64)}@kopi.example`,
    `a@${"b".repeat(63)}.example`,
  ])("%s", (address) => {
    expect(isEmailAddress(address)).toBe(true);
  });
});

describe("no mail server takes", () => {
  test.for([
    ".rara@kopi.example",
    "rara.@kopi.example",
    "ra..ra@kopi.example",
    "rara@-kopi.example",
    "rara@kopi-.example",
    "rara@kopi",
    "rara@localhost",
    "rara@kopi.example,",
    "rara@kopi.example;",
    "rara@kopi.example.",
    "rara@.kopi.example",
    "rara@kopi..example",
    "mailto:rara@kopi.example",
    "Rara <rara@kopi.example>",
    "<rara@kopi.example>",
    "rara@kopi_susu.example",
    '"rara"@kopi.example',
    "rara@[192.0.2.1]",
    "rara@192.0.2.1",
    "ra ra@kopi.example",
    "ra\u3000ra@kopi.example",
    "ra\u00a0ra@kopi.example",
    "rara@kopi.example/path",
    "rara@kopi。example",
    "@kopi.example",
    "rara@",
    "rara",
    "",
    "ra@ra@kopi.example",
    `${"a".repeat(65)}@kopi.example`,
    `a@${"b".repeat(64)}.example`,
    `a@${"ä".repeat(60)}.example`,
    `a@${"b.".repeat(125)}example`,
  ])("%s", (address) => {
    expect(isEmailAddress(address)).toBe(false);
  });
});
