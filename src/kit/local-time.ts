import { LRUCache } from "lru-cache";
import { Temporal } from "temporal-polyfill";

const local = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const withOffset =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)$/;

// Years 0001 to 9999 of every zone: 9999-12-31 23:59:59 is how many a client writes "never", and
// in the far west that is the next year of UTC already.
const earliestMs = Date.parse("0001-01-02T00:00:00Z");
const earliestWallMs = Date.parse("0001-01-01T00:00:00Z");
const latestWallMs = Date.parse("9999-12-31T23:59:59.999Z");

const DAY_MS = 86_400_000;

// Asking a zone takes 3 to 8 µs, the memory 0.1; most date-times of a workspace lie in a few days.
const offsets = new LRUCache<string, { readonly steadyMs: number | null }>({ max: 4_096 });

/** True for an IANA name in its own spelling; offsets such as "+09:00" are no zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
}

/**
 * `YYYY-MM-DD HH:mm:ss` in the zone, or ISO 8601 with an offset; null for anything else and for a
 * date that does not exist. A local time that a clock change skips moves on by the gap; of a
 * doubled one the first is meant.
 */
export function parseLocal(text: string, zone: string): Date | null {
  const fields = local.exec(text);
  const at = fields === null ? instantWithOffset(text) : localMs(fields, zone);
  if (at === undefined || at < earliestMs || !showsFourDigitYear(at, zone)) return null;
  return new Date(at);
}

/** `YYYY-MM-DD HH:mm:ss` in the zone, cut to the second. */
export function formatLocal(at: Date, zone: string): string {
  const wall = new Date(wallOfInstant(at.getTime(), zone)).toISOString();
  // The end of 9999 is the year +010000 in a zone further east.
  return `${wall.slice(0, -14).replace(/^\+0/, "")} ${wall.slice(-13, -5)}`;
}

/**
 * A wall clock's time as if it were UTC, in milliseconds: year, month, day, hour, minute, second and
 * the digits of a fraction, as a pattern found them. Undefined when no calendar has it.
 */
export function wallOfFields(fields: RegExpExecArray): number | undefined {
  const part = (at: number) => Number(fields[at] ?? 0);
  const [month, day, hour, minute, second] = [part(2), part(3), part(4), part(5), part(6)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const ms = Number((fields[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const date = new Date(0);
  date.setUTCFullYear(part(1), month - 1, day); // Date.UTC would take the years 0 to 99 for 1900 on
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.setUTCHours(hour, minute, second, ms);
}

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

function localMs(fields: RegExpExecArray, zone: string): number | undefined {
  const wallMs = wallOfFields(fields);
  return wallMs === undefined ? undefined : instantOfWall(wallMs, zone);
}

/** True for what is written with an offset, possible or not. */
export function hasOffsetForm(text: string): boolean {
  return withOffset.test(text);
}

/**
 * The instant, in epoch milliseconds, of ISO 8601 with an offset: `T` or a blank between date and
 * time, `Z`, `+07:00`, `+0700` or `+07`. Undefined for anything else and for impossible times.
 */
export function instantWithOffset(text: string): number | undefined {
  const fields = withOffset.exec(text);
  if (fields === null) return undefined;
  const wallMs = wallOfFields(fields);
  const aheadMs = offsetOfText(fields[8] ?? "Z");
  return wallMs === undefined || aheadMs === undefined ? undefined : wallMs - aheadMs;
}

function offsetOfText(offset: string): number | undefined {
  if (offset === "Z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", ""));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** What the zone's wall clock shows at an instant, as if it were UTC. */
export function wallOfInstant(ms: number, zone: string): number {
  return (
    ms + (steadyOffset(ms, zone) ?? offsetMs(Temporal.Instant.fromEpochMilliseconds(ms), zone))
  );
}

/** Whether the zone's wall clock shows the instant, in epoch milliseconds, in a year from 0001 to 9999. */
export function showsFourDigitYear(ms: number, zone: string): boolean {
  const near = ms < earliestWallMs + DAY_MS || ms > latestWallMs - DAY_MS;
  const wall = near ? wallOfInstant(ms, zone) : ms;
  return wall >= earliestWallMs && wall <= latestWallMs;
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
