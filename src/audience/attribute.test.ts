import { describe, expect, test } from "vitest";
import { ExactNumber } from "../kit/exact-number.ts";
import { inferType, parseAttributeName } from "./attribute.ts";

describe("an attribute may be called", () => {
  test.for(["a", "Gold", "user_number_once", "constructor", "toString", `a${"1".repeat(63)}`])(
    "%s",
    (name) => {
      expect(parseAttributeName(name)).toBe(name);
    },
  );
});

describe("an attribute may not be called", () => {
  test.for<[string, string]>([
    ["", "attribute_name_form"],
    ["1st", "attribute_name_form"],
    ["_gold", "attribute_name_form"],
    ["__proto__", "attribute_name_form"],
    ["gold-bars", "attribute_name_form"],
    ["gold\n", "attribute_name_form"],
    ["güld", "attribute_name_form"],
    [`a${"1".repeat(64)}`, "attribute_name_form"],
    ["euid", "attribute_name_reserved"],
    ["user_id", "attribute_name_reserved"],
    ["anonymous_id", "attribute_name_reserved"],
    ["registration_id", "attribute_name_reserved"],
    ["email", "attribute_name_reserved"],
    ["mobile_phone", "attribute_name_reserved"],
    ["landline_phone", "attribute_name_reserved"],
    ["whatsapp_phone", "attribute_name_reserved"],
    ["first_click_at", "attribute_name_reserved"],
    ["last_click_at", "attribute_name_reserved"],
    ["click_count", "attribute_name_reserved"],
    ["Email", "attribute_name_reserved"],
  ])("%j: %s", ([name, reason]) => {
    expect(() => parseAttributeName(name)).toThrow(
      expect.objectContaining({
        code: "attribute_name_invalid",
        params: expect.objectContaining({ field: name, reason }),
      }),
    );
  });
});

describe("the first value decides the type:", () => {
  test.for<[unknown, string | undefined]>([
    ["refef", "STRING"],
    ["46.2", "STRING"],
    ["2023-12-12", "STRING"],
    ["2023-02-30 00:00:00", "STRING"],
    ["2023-12-12 00:56:23", "DATETIME"],
    ["2023-12-12T00:56:23+07:00", "DATETIME"],
    [46.2, "NUMBER"],
    [0, "NUMBER"],
    [new ExactNumber("0.1000000000000000055"), "NUMBER"],
    [false, "BOOL"],
    [["a"], "LIST"],
    [{}, undefined],
    [null, undefined],
    [undefined, undefined],
  ])("%j makes %s", ([value, type]) => {
    expect(inferType(value, "Asia/Jakarta")).toBe(type);
  });
});
