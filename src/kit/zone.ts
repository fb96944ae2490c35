import { LRUCache } from "lru-cache";
import { Temporal } from "temporal-polyfill";

const DAY_MS = 86_400_000;

// Asking a zone takes 3 to 8 µs, the memory 0.1; most date-times of a workspace lie in a few days.
const offsets = new LRUCache<string, { readonly steadyMs: number | null }>({ max: 4_096 });

/**
 * The instant, in epoch milliseconds, of a wall clock's time given as if it were UTC. A time that a
 * change of the clocks skips is moved on, one that it repeats is the earlier.
 */
export function instantOfWall(wallMs: number, zone: string): number {
  const steadyMs = steadyOffset(wallMs, zone);
  if (steadyMs !== null) return wallMs - steadyMs;
  const wall = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO("UTC");
  return wall.toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
}

/** What the zone's wall clock shows at an instant, as if it were UTC. */
export function wallOfInstant(ms: number, zone: string): number {
  return (
    ms + (steadyOffset(ms, zone) ?? offsetMs(Temporal.Instant.fromEpochMilliseconds(ms), zone))
  );
}

/** The offset in force for a day on either side of this one; null where a change comes near. */
function steadyOffset(ms: number, zone: string): number | null {
  if (zone === "UTC") return 0;
  const day = Math.floor(ms / DAY_MS);
  const key = `${zone} ${day}`;
  const known = offsets.get(key);
  if (known !== undefined) return known.steadyMs;

  const start = Temporal.Instant.fromEpochMilliseconds((day - 1) * DAY_MS);
  const change = start.toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  const steady = change === null || change.epochMilliseconds >= (day + 2) * DAY_MS;
  const steadyMs = steady ? offsetMs(start, zone) : null;
  offsets.set(key, { steadyMs });
  return steadyMs;
}

function offsetMs(instant: Temporal.Instant, zone: string): number {
  return instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}
