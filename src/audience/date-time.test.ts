import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatLocal } from "../kit/local-time.ts";
import { parseDateTime, resemblesDateTime } from "./date-time.ts";

describe("a date-time is read as an instant", () => {
  test.for<[string, string, string]>([
    ["2023-12-12 00:56:23", "UTC", "2023-12-12T00:56:23Z"],
    ["2023-12-12 00:56:23", "Asia/Jakarta", "2023-12-11T17:56:23Z"],
    ["2024-02-29 12:00:00", "Asia/Kathmandu", "2024-02-29T06:15:00Z"],
    ["2023-12-12T00:56:23Z", "Asia/Jakarta", "2023-12-12T00:56:23Z"],
    ["2023-12-12T00:56:23+07:00", "UTC", "2023-12-11T17:56:23Z"],
    ["2023-12-12 00:56:23-0330", "UTC", "2023-12-12T04:26:23Z"],
    ["2023-12-12T00:56+07", "UTC", "2023-12-11T17:56:00Z"],
    ["2023-12-12T00:56:23.5Z", "UTC", "2023-12-12T00:56:23.500Z"],
    ["2023-12-12T00:56:23.123456789Z", "UTC", "2023-12-12T00:56:23.123Z"],
    ["2023-12-12T00:56:23.000Z", "UTC", "2023-12-12T00:56:23Z"],
    ["0001-01-01 00:00:00", "UTC", "0001-01-01T00:00:00Z"],
    ["9999-12-31 23:59:59", "UTC", "9999-12-31T23:59:59Z"],
    ["0001-01-01 00:00:00", "Asia/Tokyo", "0000-12-31T14:41:01Z"],
    ["9999-12-31 23:59:59", "America/New_York", "+010000-01-01T04:59:59Z"],
    ["9999-12-31T23:59:59-05:00", "America/New_York", "+010000-01-01T04:59:59Z"],
    // New York: 02:30 does not exist on 10 March, 01:30 exists twice on 3 November
    ["2024-03-10 02:30:00", "America/New_York", "2024-03-10T07:30:00Z"],
    ["2024-11-03 01:30:00", "America/New_York", "2024-11-03T05:30:00Z"],
  ])("%s in %s is %s", ([text, zone, instant]) => {
    expect(parseDateTime(text, zone)).toBe(instant);
    expect(resemblesDateTime(text)).toBe(true);
  });
});

describe("what no calendar has is not read", () => {
  test.for([
    "2023-02-29 00:00:00",
    "2023-13-01 00:00:00",
    "2023-00-10 00:00:00",
    "2023-01-00 00:00:00",
    "2023-04-31T00:00:00Z",
    "2023-01-01 24:00:00",
    "2023-01-01 00:60:00",
    "2023-01-01 00:00:60",
    "0000-01-01 00:00:00",
    "2023-01-01T00:00:00+24:00",
    "2023-01-01T00:00:00+01:60",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
  ])("%s", (text) => {
    expect(parseDateTime(text, "UTC")).toBeUndefined();
    expect(resemblesDateTime(text)).toBe(true);
  });
});

describe("nor what the zone would show as a year of five digits, or as the year 0", () => {
  test.for([
    ["9999-12-31T17:00:00Z", "Asia/Jakarta"],
    ["0001-01-01T00:00:00Z", "America/New_York"],
  ] as const)("%s in %s", ([text, zone]) => {
    expect(parseDateTime(text, zone)).toBeUndefined();
    expect(resemblesDateTime(text)).toBe(true);
  });
});

describe("what is not whole is not even alike", () => {
  test.for([
    "",
    "2023-12-12",
    "00:56:23",
    "2023-12-12 00:56",
    "2023-12-12T00:56:23",
    "2023-12-12 00:56:23 ",
    "2023-12-12 00:56:23\n",
    "23-12-12 00:56:23",
    "2023-1-2 00:56:23",
    "2023-12-12T00:56:23.Z",
    "2023-12-12T00:56:23+7",
    "٢٠٢٣-12-12 00:56:23",
    `2023-12-12T00:56:23.${"0".repeat(1000)}Z`,
  ])("%j", (text) => {
    expect(parseDateTime(text, "UTC")).toBeUndefined();
    expect(resemblesDateTime(text)).toBe(false);
  });
});

test.for([
  ["0001-01-01 00:00:00", "Asia/Tokyo"],
  ["9999-12-31 23:59:59", "America/New_York"],
] as const)("%s in %s is read as it was written", ([text, zone]) => {
  expect(formatLocal(new Date(parseDateTime(text, zone) ?? ""), zone)).toBe(text);
});

test("an instant written for a zone and read in it is the same, but where the clocks go back", () => {
  const day = 86_400_000;
  const instants = fc
    .integer({ min: -20_000 * 86_400, max: 40_000 * 86_400 })
    .map((seconds) => new Date(seconds * 1000).toISOString().replace(".000", ""));
  const zones = fc.constantFrom("UTC", "Asia/Jakarta", "Asia/Kathmandu", "America/New_York");
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const shown = formatLocal(new Date(instant), zone);
      const read = parseDateTime(shown, zone) ?? "";
      const apart = Date.parse(instant) - Date.parse(read);
      expect(formatLocal(new Date(read), zone)).toBe(shown);
      expect(apart).toBeGreaterThanOrEqual(0);
      expect(apart).toBeLessThan(day);
      if (zone === "UTC" || zone === "Asia/Jakarta") expect(apart % (day / 24)).toBe(0);
    }),
  );
});
