import { describe, expect, test } from "vitest";
import { makeFormat } from "../../ui/format.ts";
import { peopleTexts } from "./texts.ts";
import { byDay, historyOf, type TimelineItem } from "./timeline.ts";
import { readTyped, tell, toTyped, typeOf } from "./value.ts";

/** Jakarta, seven hours ahead. */
const localOf = (iso: string) =>
  new Date(Date.parse(iso) + 7 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

const change = (at: string, attribute: string, value: unknown): TimelineItem => ({
  type: "change",
  at,
  attribute,
  operation: "set",
  old: null,
  new: value,
  source: 0,
});

describe("the timeline of a person", () => {
  const items: readonly TimelineItem[] = [
    change("2026-11-21T07:22:00.000Z", "points", 1_840),
    { type: "merge", at: "2026-11-20T17:30:00.000Z", euid: 7, left_out: [] },
    change("2026-11-20T16:59:59.000Z", "points", 1_754),
    change("2026-11-20T10:00:00.000Z", "tier", "gold"),
  ];

  test("gives each attribute its history, the newest first", () => {
    const history = historyOf(items);
    expect([...history.keys()]).toEqual(["points", "tier"]);
    expect(history.get("points")?.map((it) => it.new)).toEqual([1_840, 1_754]);
  });

  test("stands in the days of the workspace", () => {
    expect(byDay(items, localOf).map(({ day, items: of }) => [day, of.length])).toEqual([
      ["2026-11-21", 2],
      ["2026-11-20", 2],
    ]);
  });
});

describe("a value", () => {
  const format = makeFormat("id", { timeZone: "Asia/Jakarta", homeCountry: "ID" });
  const tongue = { text: peopleTexts.id, format, localOf };

  test.for([
    [1_840.5, "1.840,5"],
    [false, "Tidak"],
    [["V60 Gayo", "抹茶ラテ"], "V60 Gayo, 抹茶ラテ"],
    [[], "–"],
    ["2026-11-21T07:22:40.000Z", "21 Nov 2026, 14.22"],
    ["2026-11-21 14:22:40", "21 Nov 2026, 14.22"],
    ["2026-11-21", "2026-11-21"],
    [null, "–"],
  ] as const)("%j is told as %s", ([value, told]) => {
    expect(tell(value, tongue)).toBe(told);
  });

  test.for([
    ["NUMBER", " 12.5 ", 12.5],
    ["NUMBER", "12,5", null],
    ["NUMBER", "0", 0],
    ["BOOL", "false", false],
    ["LIST", "a\n\n b \n", ["a", "b"]],
    ["DATETIME", "2026-11-21T14:22", "2026-11-21 14:22:00"],
    ["DATETIME", "2026-11-21T14:22:40", "2026-11-21 14:22:40"],
    ["STRING", "  ", null],
  ] as const)("typed as %s “%s” is sent as %j", ([type, typed, sent]) => {
    expect(readTyped(type, typed)).toEqual(sent);
  });

  test.for([12.5, true, ["a", "b"], "gold", "2026-11-21 14:22:40"] as const)(
    "%j survives its field",
    (value) => {
      const type = typeOf(value);
      expect(readTyped(type, toTyped(type, value, localOf))).toEqual(value);
    },
  );
});
