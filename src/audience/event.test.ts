import { describe, expect, test } from "vitest";
import { Fault } from "../kit/fault.ts";
import { parseEventTime } from "./event.ts";

const NOW = new Date("2026-03-02T04:05:00Z");
const DAY_MS = 24 * 3_600_000;

function reasonOf(value: unknown): unknown {
  try {
    return parseEventTime(value, NOW).toISOString();
  } catch (error) {
    if (error instanceof Fault) return error.params["reason"];
    throw error;
  }
}

describe("the time of an event is in milliseconds, from 2000 to a day ahead", () => {
  test.for<[unknown, string]>([
    [Date.UTC(2000, 0, 1), "2000-01-01T00:00:00.000Z"],
    [1_735_689_600_000, "2025-01-01T00:00:00.000Z"],
    [NOW.getTime() + DAY_MS, "2026-03-03T04:05:00.000Z"],
    [NOW.getTime() + DAY_MS + 1, "time_ahead"],
    [Date.UTC(2000, 0, 1) - 1, "time_before_2000"],
    [0, "time_before_2000"],
    [20_260_302, "time_before_2000"],
    // seconds
    [1_735_689_600, "epoch_unit"],
    [946_684_800, "epoch_unit"],
    [Math.floor(NOW.getTime() / 1_000), "epoch_unit"],
    // microseconds
    [1_735_689_600_000_000, "epoch_unit"],
    [1.5, "epoch_ms"],
    [-1, "epoch_ms"],
    // nanoseconds, which no number holds exactly
    [1_735_689_600_000_000_000, "epoch_ms"],
    ["1735689600000", "epoch_ms"],
  ])("%s: %s", ([value, expected]) => {
    expect(reasonOf(value)).toBe(expected);
  });
});
