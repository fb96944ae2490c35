import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { instantOfWall, wallOfInstant } from "./zone.ts";

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
      const wall = local.toPlainDateTime().toZonedDateTime("UTC").epochMilliseconds;
      expect(wallOfInstant(ms, zone)).toBe(wall);
    }),
    { numRuns: 1_000 },
  );
});
