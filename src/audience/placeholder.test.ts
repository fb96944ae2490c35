import { describe, expect, test } from "vitest";
import { isPlaceholder, joinsStrangers } from "./placeholder.ts";

describe("what programs send where they have no value is no identifier", () => {
  test.for([
    ...["undefined", "null", "nil", "none", "nan", "NaN", "NULL", "None", "Undefined"],
    ...["(null)", "<null>", "<nil>", '"null"', "'undefined'", "`null`", "[null]", "{null}"],
    ...["“null”", "«null»", "「null」", "（null）", '"(null)"', " null ", "\u200bnull\u200b"],
    ...["[object Object]", '"[object Object]"', "[OBJECT OBJECT]"],
    ...[
      "{{user_id}}",
      "{{ user.id }}",
      "'{{user_id}}'",
      "cust-{{id}}",
      "\u0024{user.id}",
      "u-\u0024{id}",
    ],
    ...["%USER_ID%", "%%USER_ID%%", "(%user_id%)"],
    ...["00000000", "0".repeat(15), "0".repeat(64), "00000000-0000-0000-0000-000000000000"],
    ...["{00000000-0000-0000-0000-000000000000}", "--------", "0000-0000"],
  ])("%s", (value) => {
    expect([isPlaceholder(value), joinsStrangers(value)]).toEqual([true, true]);
  });
});

describe("what stands for nobody in particular joins nobody, and can be registered", () => {
  test.for([
    ...["0", "-1", "true", "false", "unknown", "anonymous", "guest", "id", "user_id"],
    ...["anonymous_id", "distinct_id", "not_authenticated"],
    ...["Guest", "TRUE", '"0"', "(unknown)", "<guest>", " 0 "],
  ])("%s", (value) => {
    expect([isPlaceholder(value), joinsStrangers(value)]).toEqual([false, true]);
  });
});

describe("an id stays one", () => {
  test.for([
    ...["rara", "1", "00", "0000000", "000-000", "100000000", "-2", "nullable", "none-such"],
    ...["guest42", "user_id_7", "truely", "object", "a%20b", "100%", "%", "%%", "{rara}", "$5"],
    ...["550e8400-e29b-41d4-a716-446655440000", "00000000-0000-0000-0000-000000000001"],
    ...["id:7", "Nilson", "nan-jing", '{"id":7}', "ナル"],
  ])("%s", (value) => {
    expect([isPlaceholder(value), joinsStrangers(value)]).toEqual([false, false]);
  });
});
