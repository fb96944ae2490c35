import { describe, expect, test } from "vitest";
import type { Language } from "./language.ts";
import { readMoment } from "./moment.ts";

const midnight = new Date("2026-12-11T17:00:00Z");

describe("a moment in the visitor's language and the workspace's zone", () => {
  test.for<[Language, string, string, string]>([
    ["en", "12 Dec 2026, 00:00", "12 Dec", "Jakarta Time (WIB, UTC+7)"],
    ["id", "12 Des 2026, 00.00", "12 Des", "Waktu Indonesia Barat (WIB, UTC+7)"],
    ["ko", "2026년 12월 12일 (토) 0:00", "12월 12일", "자카르타 시간(WIB, UTC+7)"],
    ["ja", "2026年12月12日(土) 0:00", "12月12日", "ジャカルタ時間(WIB、UTC+7)"],
  ])("in %s is %s", ([language, text, day, zone]) => {
    const moment = readMoment(midnight, "Asia/Jakarta", language);
    expect(moment).toEqual({ text, day, zone, iso: "2026-12-12T00:00:00+07:00" });
  });

  test.for<[Language, string]>([
    ["en", "12 Sept 2026, 09:05"],
    ["id", "12 Sep 2026, 09.05"],
    ["ko", "2026년 9월 12일 (토) 9:05"],
    ["ja", "2026年9月12日(土) 9:05"],
  ])("in the morning in %s is %s", ([language, text]) => {
    const morning = new Date("2026-09-12T02:05:59Z");
    expect(readMoment(morning, "Asia/Jakarta", language).text).toBe(text);
  });

  test.for<[string, Language, string, string]>([
    ["Asia/Tokyo", "ja", "日本標準時(JST、UTC+9)", "2026-12-12T02:00:00+09:00"],
    ["Asia/Seoul", "ko", "대한민국 시간(UTC+9)", "2026-12-12T02:00:00+09:00"],
    ["America/New_York", "en", "New York Time (EST, UTC−5)", "2026-12-11T12:00:00-05:00"],
    ["America/St_Johns", "en", "St John’s Time (NST, UTC−3:30)", "2026-12-11T13:30:00-03:30"],
    ["Asia/Kathmandu", "id", "Waktu Nepal (UTC+5:45)", "2026-12-11T22:45:00+05:45"],
    ["Europe/London", "en", "United Kingdom Time (GMT, UTC)", "2026-12-11T17:00:00+00:00"],
    ["UTC", "ja", "協定世界時(UTC)", "2026-12-11T17:00:00+00:00"],
    ["+07:00", "en", "UTC+7", "2026-12-12T00:00:00+07:00"],
  ])("names %s in %s", ([timeZone, language, zone, iso]) => {
    expect(readMoment(midnight, timeZone, language)).toMatchObject({ zone, iso });
  });

  test("follows daylight saving", () => {
    const july = new Date("2026-07-01T10:00:00Z");
    const { zone, iso } = readMoment(july, "Europe/Berlin", "en");
    expect(iso).toBe("2026-07-01T12:00:00+02:00");
    expect(zone).toBe("Central European Summer Time (CEST, UTC+2)");
  });

  test("refuses a zone that does not exist", () => {
    expect(() => readMoment(midnight, "Asia/Atlantis", "en")).toThrow(RangeError);
  });
});
