import Type from "typebox";
import { describe, expect, test } from "vitest";
import { Fault } from "../../kit/fault.ts";
import { compileFields } from "./fields.ts";
import { Clearable, Flag, Nullable, Verbatim } from "./schema.ts";

const refused = (field: string, reason: string) =>
  expect.objectContaining({
    code: "field_invalid",
    params: expect.objectContaining({ field, reason }),
  });

describe("a field that can be cleared", () => {
  const read = compileFields(Type.Object({ pwd: Type.Optional(Clearable(Verbatim(4, 8))) }));

  test("takes null and nothing, and no other text that is too short", () => {
    expect(read({})).toEqual({});
    expect(read({ pwd: null })).toEqual({ pwd: null });
    expect(read({ pwd: "" })).toEqual({ pwd: "" });
    expect(read({ pwd: "1234" })).toEqual({ pwd: "1234" });
    expect(() => read({ pwd: "123" })).toThrow(refused("pwd", "too_short"));
  });
});

describe("a query", () => {
  const fields = { pages: Type.Integer({ minimum: 1 }), flagYn: Type.Optional(Nullable(Flag)) };
  const read = compileFields(Type.Object(fields), { query: true });

  test("leaves out what it gives no value", () => {
    expect(read({ pages: "2", flagYn: "" })).toEqual({ pages: 2 });
    expect(() => read({ pages: "" })).toThrow(
      expect.objectContaining({ code: "field_missing", params: { field: "pages" } }),
    );
    expect(() => read({ pages: "1", page: "" })).toThrow(
      expect.objectContaining({ code: "field_unknown" }),
    );
  });
});

test("a call's own checks run in their field's turn, on the value as read", () => {
  const read = compileFields(
    Type.Object({ a: Type.String({ format: "line" }), b: Type.Integer() }),
  );
  const seen: unknown[] = [];
  const checks = {
    a: (value: unknown) => {
      seen.push(value);
      throw new Fault("url_refused", { field: "a" });
    },
  };
  expect(() => read({ a: " x ", b: "wrong" }, checks)).toThrow(
    expect.objectContaining({ code: "url_refused" }),
  );
  expect(seen).toEqual(["x"]);
  expect(() => read({ b: "wrong", a: "x" }, checks)).toThrow(refused("b", "type"));
});
