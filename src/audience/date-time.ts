import {
  hasOffsetForm,
  instantOfWall,
  instantWithOffset,
  showsFourDigitYear,
  wallOfFields,
} from "../kit/local-time.ts";

// A cheap look before anything dear: most strings are no date-times.
const LOCAL = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

const LONGEST = 35;

/** True for what is written as a date-time, possible or not. */
export function resemblesDateTime(text: string): boolean {
  return text.length <= LONGEST && (LOCAL.test(text) || hasOffsetForm(text));
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
  const at = instantWithOffset(text);
  return at === undefined ? undefined : instantText(at, zone);
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
