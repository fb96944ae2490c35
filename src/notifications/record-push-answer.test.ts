import { expect, test } from "vitest";
import { makeRecordPushAnswer } from "./record-push-answer.ts";

const START = Date.parse("2026-03-02T04:05:06Z");
const MINUTE_MS = 60_000;

interface Line {
  readonly host: string;
  readonly status: number;
}

/** What is logged and counted of answers, each with the minute in which it comes. */
function noted(answers: readonly (readonly [number, string, number | null])[]) {
  let minute = 0;
  const lines: Line[] = [];
  const counted: (number | null)[] = [];
  const silent = () => {};
  const note = makeRecordPushAnswer({
    clock: () => new Date(START + minute * MINUTE_MS),
    log: { debug: silent, info: silent, error: silent, warn: (facts) => lines.push(facts as Line) },
    count: (status) => counted.push(status),
  });
  for (const [at, host, status] of answers) {
    minute = at;
    note(host, status);
  }
  return { lines: lines.map(({ host, status }) => `${host} ${status}`), counted };
}

test("refusals of a push service are logged once an hour and host", () => {
  const { lines } = noted([
    [0, "one.example", 401],
    [1, "one.example", 401],
    [1, "two.example", 413],
    [59, "one.example", 403],
    [60, "one.example", 403],
    [61, "two.example", 413],
    [119, "one.example", 403],
  ]);
  expect(lines).toEqual([
    "one.example 401",
    "two.example 413",
    "one.example 403",
    "two.example 413",
  ]);
});

test("every answer is counted, and what passes by itself is not logged", () => {
  const statuses = [201, 404, 410, 429, 500, 503, null];
  const { lines, counted } = noted(statuses.map((status) => [0, "one.example", status] as const));
  expect(lines).toEqual([]);
  expect(counted).toEqual(statuses);
});
