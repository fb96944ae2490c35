import { instantOfWall, showsFourDigitYear, wallOfFields } from "../kit/local-time.ts";

// Two cheap looks before anything dear: most strings are no date-times.
const LOCAL = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const WITH_OFFSET =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)$/;

const LONGEST = 35;

/** True for what is written as a date-time, possible or not. */
export function resemblesDateTime(text: string): boolean {
  return text.length <= LONGEST && (LOCAL.test(text) || WITH_OFFSET.test(text));
}

/**
 * The instant of `YYYY-MM-DD HH:mm:ss` in the zone, or of ISO 8601 with an offset, as ISO 8601 in
 * UTC with milliseconds only where given; undefined for anything else and for impossible times.
 * A time that a change of the clocks skips is moved on, one that it repeats is the earlier.
 */
export function parseDateTime(text: string, zone: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const local = LOCAL.exec(text);
  if (local !== null) {
    const wall = wallOfFields(local);
    return wall === undefined ? undefined : instantText(instantOfWall(wall, zone), zone);
  }
  const iso = WITH_OFFSET.exec(text);
  if (iso === null) return undefined;
  const wall = wallOfFields(iso);
  const offset = offsetMs(iso[8] ?? "Z");
  return wall === undefined || offset === undefined ? undefined : instantText(wall - offset, zone);
}

function offsetMs(offset: string): number | undefined {
  if (offset === "Z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", ""));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * Undefined where the zone shows no year of four digits, so that each can be sent again as it was read:
 * 9999-12-31 23:59:59, many a client's "never", is the next year of UTC already in the far west.
 */
function instantText(ms: number, zone: string): string | undefined {
  if (!showsFourDigitYear(ms, zone)) return undefined;
  const text = new Date(ms).toISOString();
  return ms % 1000 === 0 ? text.replace(".000", "") : text;
}
