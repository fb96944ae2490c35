import type { Day } from "../kit/day.ts";
import { instantOfWall, wallOfInstant } from "../kit/local-time.ts";
import type { DayRange } from "./day-range.ts";
import { quarterOf, type Slots } from "./quarters.ts";

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

export interface Comparison {
  readonly range: DayRange;
  /** The first day of what the range is compared with. */
  readonly from: Day;
  readonly now: Date;
}

/**
 * One slot: the earlier days that a range is compared with. As long as the range, and never into it;
 * while the range is not over, as much as has passed of it by the zone's clock, to the end of the
 * quarter of an hour that runs.
 */
export function comparedPart({ range, from, now }: Comparison, zone: string): Slots {
  const [rangeWall, fromWall] = [Date.parse(range.first), Date.parse(from)];
  const nowWall = wallOfInstant(now.getTime(), zone);
  const passed = Math.ceil(Math.max(0, nowWall - rangeWall) / QUARTER_MS) * QUARTER_MS;
  const until = Math.min(fromWall + Math.min(passed, range.days * DAY_MS), rangeWall);
  const quarterAt = (wall: number) => quarterOf(new Date(instantOfWall(wall, zone)));
  return { bounds: [quarterAt(fromWall), quarterAt(until)] };
}
