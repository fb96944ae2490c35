import { describe, expect, test } from "vitest";
import { makeFormat } from "./format.ts";

const jakarta = { timeZone: "Asia/Jakarta", homeCountry: "ID" };
const en = makeFormat("en", jakarta);
const id = makeFormat("id", jakarta);
const winter = new Date("2026-12-01T00:00:00Z");

describe("numbers and dates in the reader's language", () => {
  test.for<[expected: string, told: string]>([
    ["16,668", en.number(16_668)],
    ["20k", en.short(20_000)],
    ["+19.2%", String(en.change(155_106, 130_104))],
    ["\u22123.4%", String(en.change(16_977, 17_574))],
    ["12 Dec 2026, 00:00", en.dateTime("2026-12-12 00:00:00")],
    ["21 Nov 2026", en.date("2026-11-21")],
    ["Sat 21 Nov", en.weekday("2026-11-21")],
    ["14:32:07", en.time("2026-11-21 14:32:07", true)],
    ["WIB (UTC+7)", en.zone(winter)],
    ["South Korea", en.country("KR")],
  ])("%s in English", ([expected, told]) => {
    expect(told).toBe(expected);
  });

  test("are Indonesian in Indonesian", () => {
    expect([
      id.number(16_668),
      id.short(20_000),
      id.change(155_106, 130_104),
      id.change(16_977, 17_574),
      id.dateTime("2026-12-12 00:00:00"),
      id.time("2026-11-21 14:32:07", true),
      id.zone(winter),
      id.country("KR"),
    ]).toEqual([
      "16.668",
      "20\u00a0rb",
      "+19,2%",
      "\u22123,4%",
      "12 Des 2026, 00.00",
      "14.32.07",
      "WIB (UTC+7)",
      "Korea Selatan",
    ]);
  });

  test("a change from nothing is no percentage", () => {
    expect(en.change(5, 0)).toBeNull();
  });

  test("a wall clock is told as it stands, whatever zone the reader is in", () => {
    expect(
      makeFormat("en", { timeZone: "Pacific/Kiritimati", homeCountry: null }).dateTime(
        "2026-03-29 02:30:00",
      ),
    ).toBe("29 Mar 2026, 02:30");
  });

  test("a zone without a name of its own is told by its offset", () => {
    expect(makeFormat("en", { timeZone: "Asia/Seoul", homeCountry: "KR" }).zone(winter)).toBe(
      "UTC+9",
    );
    expect(makeFormat("en", { timeZone: "UTC", homeCountry: null }).zone(winter)).toBe("UTC");
  });
});
