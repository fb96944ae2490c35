import { describe, expect, test } from "vitest";
import { csvRecord } from "./csv.ts";

describe("a cell of CSV", () => {
  test.for<[string | number | null, string]>([
    ["plain", "plain"],
    [null, ""],
    ["", ""],
    [7, "7"],
    [-7, "-7"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ["+62", "'+62"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ["a=1", "a=1"],
    ["kopi ☕", "kopi ☕"],
  ])("%j is %j", ([cell, text]) => {
    expect(csvRecord([cell])).toBe(`${text}\r\n`);
  });
});

test("cells are told apart by commas", () => {
  expect(csvRecord(["a", null, 3])).toBe("a,,3\r\n");
});
