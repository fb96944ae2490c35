import { Temporal } from "temporal-polyfill";

const local = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const withOffset =
  /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

// Years 0001 to 9999 of every zone: 9999-12-31 23:59:59 is how many a client writes "never", and
// in the far west that is the next year of UTC already.
const earliestMs = Date.parse("0001-01-02T00:00:00Z");
const latestMs = Date.parse("9999-12-31T23:59:59.999Z") + 14 * 3_600_000;

/** Until here no zone shows a year of five digits. */
const lastOfAnyZoneMs = Date.parse("9999-12-31T00:00:00Z") - 14 * 3_600_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

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
  const at = local.test(text) ? localMs(text, zone) : offsetMs(text);
  if (at === null || at < earliestMs || at > latestMs) return null;
  const date = new Date(at);
  return at > lastOfAnyZoneMs && formatLocal(date, zone).length > 19 ? null : date;
}

/** `YYYY-MM-DD HH:mm:ss` in the zone, cut to the second. */
export function formatLocal(at: Date, zone: string): string {
  return formatterOf(zone).format(at).padStart(19, "0");
}

function localMs(text: string, zone: string): number | null {
  const [, year, month, day, hour, minute, second] = local.exec(text)?.map(Number) ?? [];
  try {
    return Temporal.PlainDateTime.from(
      { year, month, day, hour, minute, second } as Temporal.PlainDateTimeLike,
      { overflow: "reject" },
    ).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function offsetMs(text: string): number | null {
  if (!withOffset.test(text)) return null;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

// Making a formatter costs about as much as fifty uses of it.
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  // Swedish writes dates as ISO 8601 does, with a space before the time.
  const made = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(zone, made);
  return made;
}
