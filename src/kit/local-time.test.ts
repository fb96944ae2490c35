import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { formatLocal, instantOfWall, isTimeZone, parseLocal } from "./local-time.ts";

describe("a time is read", () => {
  test.for<[string, string, string, string]>([
    ["in the workspace's zone", "2026-03-01 00:00:00", "Asia/Seoul", "2026-02-28T15:00:00.000Z"],
    ["in UTC", "2026-03-31 23:59:59", "UTC", "2026-03-31T23:59:59.000Z"],
    [
      "past a gap of the clock",
      "2026-03-08 02:30:00",
      "America/New_York",
      "2026-03-08T07:30:00.000Z",
    ],
    [
      "as the first of a doubled hour",
      "2026-11-01 01:30:00",
      "America/New_York",
      "2026-11-01T05:30:00.000Z",
    ],
    ["on a leap day", "2028-02-29 12:00:00", "UTC", "2028-02-29T12:00:00.000Z"],
    ["with its own offset", "2026-03-01T09:00:00+09:00", "UTC", "2026-03-01T00:00:00.000Z"],
    ["with Z and a fraction", "2026-03-01T09:00:00.1234567Z", "UTC", "2026-03-01T09:00:00.123Z"],
    [
      "with an offset without a colon",
      "2026-01-01T00:00:00+0700",
      "UTC",
      "2025-12-31T17:00:00.000Z",
    ],
    ["with an offset of hours", "2099-01-01T00:00:00+07", "UTC", "2098-12-31T17:00:00.000Z"],
    ["with an offset behind", "2026-01-01T00:00:00.5-0330", "UTC", "2026-01-01T03:30:00.500Z"],
    ["with a blank before its time", "2026-01-01 00:00:00Z", "UTC", "2026-01-01T00:00:00.000Z"],
    ["with an offset and no seconds", "2026-03-01T09:00-05:30", "UTC", "2026-03-01T14:30:00.000Z"],
    [
      "at the far end, west",
      "9999-12-31 23:59:59",
      "America/New_York",
      "+010000-01-01T04:59:59.000Z",
    ],
    ["at the near end", "0001-01-03 00:00:00", "UTC", "0001-01-03T00:00:00.000Z"],
  ])("%s", ([, text, zone, instant]) => {
    expect(parseLocal(text, zone)?.toISOString()).toBe(instant);
  });
});

test.for([
  "2026-02-30 00:00:00",
  "2026-02-30T00:00:00Z",
  "2027-02-29 00:00:00",
  "2026-13-01 00:00:00",
  "2026-00-01 00:00:00",
  "2026-01-01 24:00:00",
  "2026-01-01 23:60:00",
  "2026-01-01 23:59:60",
  "2026-01-01T23:59:60Z",
  "2026-01-01T24:00:00Z",
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00+24:00",
  "2026-01-01T00:00:00+2400",
  "2026-01-01T00:00:00+7",
  "2026-01-01T00:00:00+070",
  "2026-01-01T00:00:00+07:60",
  "2026-01-01T00:00:00 07:00",
  "2026-01-01T00:00:00Z[Asia/Seoul]",
  "2026-01-01 00:00",
  "2026-1-1 00:00:00",
  "2026-01-01",
  " 2026-01-01 00:00:00",
  "2026-01-01 00:00:00\n",
  "２０２６-01-01 00:00:00",
  "+012026-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "0000-01-01 00:00:00",
  "",
  "NaN",
  "1767225600000",
])("%j is no time", (text) => {
  expect(parseLocal(text, "Asia/Seoul")).toBeNull();
});

describe("a time is shown", () => {
  test.for<[string, string, string]>([
    ["2026-02-28T15:00:00.999Z", "Asia/Seoul", "2026-03-01 00:00:00"],
    ["2026-03-08T07:30:00Z", "America/New_York", "2026-03-08 03:30:00"],
    ["2026-03-01T18:15:00Z", "Asia/Kathmandu", "2026-03-02 00:00:00"],
    ["1969-12-31T23:59:59.500Z", "Asia/Jakarta", "1970-01-01 06:59:59"],
    ["0001-01-02T00:00:00Z", "UTC", "0001-01-02 00:00:00"],
    ["9999-12-31T23:59:59Z", "Asia/Jakarta", "10000-01-01 06:59:59"],
  ])("%s in %s", ([instant, zone, shown]) => {
    expect(formatLocal(new Date(instant), zone)).toBe(shown);
  });
});

test("what is shown reads back as itself, whatever the zone", () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const times = fc.date({
    min: new Date("1975-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(zones, times, (zone, at) => {
      const shown = formatLocal(at, zone);
      const again = parseLocal(shown, zone);
      expect(again && formatLocal(again, zone)).toBe(shown);
    }),
  );
});

// Half an hour of daylight saving, a day that never was, a month without it, seconds of an offset.
const zones = fc.constantFrom(
  "UTC",
  "Asia/Jakarta",
  "Asia/Seoul",
  "America/New_York",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
  "Europe/Amsterdam",
);
const moments = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2090, 0) });

/** Clock changes and whatever lies within two days of one. */
const changes = fc
  .tuple(zones, moments, fc.integer({ min: -2 * 86_400, max: 2 * 86_400 }))
  .map(([zone, from, seconds]) => {
    const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    const change = start.getTimeZoneTransition("next") ?? start;
    return { zone, ms: change.epochMilliseconds + seconds * 1000 };
  });
const anywhere = fc.tuple(zones, moments).map(([zone, ms]) => ({ zone, ms }));
const cases = fc.oneof(changes, anywhere);

test("a wall clock's time is the instant that Temporal says", () => {
  fc.assert(
    fc.property(cases, ({ zone, ms }) => {
      const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("UTC");
      const expected = wall
        .toPlainDateTime()
        .toZonedDateTime(zone, { disambiguation: "compatible" });
      expect(instantOfWall(ms, zone)).toBe(expected.epochMilliseconds);
    }),
    { numRuns: 1_000 },
  );
});

test("an instant shows on the wall what Temporal says", () => {
  fc.assert(
    fc.property(cases, ({ zone, ms }) => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
      const wall = local.toPlainDateTime().toString({ smallestUnit: "second" });
      expect(formatLocal(new Date(ms), zone)).toBe(wall.replace("T", " "));
    }),
    { numRuns: 1_000 },
  );
});

test("arbitrary text never throws", () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ?$/), (a, b) => {
      parseLocal(a, "Asia/Jakarta");
      parseLocal(b, "Asia/Jakarta");
    }),
  );
});

describe("a time zone", () => {
  test.for(["UTC", "Asia/Seoul", "Asia/Jakarta", "America/Argentina/Ushuaia", "Etc/GMT+9"])(
    "may be %s",
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  test.for(["", "Mars/Base", "asia/seoul", "+09:00", "Z", "UTC ", "KST", "UTC[u-ca=iso8601]"])(
    "is not %j",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
