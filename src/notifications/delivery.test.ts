import { describe, expect, test } from "vitest";
import {
  answered,
  countDead,
  type DeliveryStatus,
  MOST_DEAD,
  retryMs,
  settle,
  unanswered,
  unsent,
} from "./delivery.ts";

const AT = new Date("2026-03-02T04:05:06.789Z");
const URL = "https://hooks.example/";

test("attempts follow each other after 5 s, 30 s, 2 min … 24 h, and then no more", () => {
  const seconds = Array.from({ length: 10 }, (_, failures) => retryMs(failures + 1, 0.5));
  expect(seconds.map((ms) => ms && ms / 1_000)).toEqual([
    ...[5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200, 86_400],
    null,
  ]);
});

test("each a tenth sooner or later at most", () => {
  expect([retryMs(2, 0), retryMs(2, 1)]).toEqual([27_000, 33_000]);
});

describe("a delivery is", () => {
  const inFive = new Date(AT.getTime() + 5_000);
  test.for<[string, Parameters<typeof settle>[0], number, DeliveryStatus, Date | null]>([
    ["delivered by any 2xx", answered(299, URL), 1, "delivered", null],
    ["tried again after a redirect", answered(302, URL), 1, "pending", inFive],
    ["tried again after a 500", answered(500, URL), 1, "pending", inFive],
    ["tried again where no answer came", unanswered("ECONNRESET", URL), 1, "pending", inFive],
    ["dead after a 410", answered(410, URL), 1, "dead", null],
    ["dead after the tenth failure", answered(503, URL), 10, "dead", null],
    ["delivered by the tenth attempt", answered(200, URL), 10, "delivered", null],
    ["put off while the webhook is off", unsent("off", false), 1, "pending", inFive],
    ["dead where its group is gone", unsent("gone", true), 1, "dead", null],
  ])("%s", ([, result, tries, status, nextAt]) => {
    expect(settle(result, tries, { at: AT, chance: 0.5 })).toEqual({ status, nextAt });
  });
});

describe("of deliveries that die one after the other", () => {
  const dead = { sent: true, status: "dead" } as const;
  const many = (count: number) => Array.from({ length: count }, () => dead);
  test.for<[string, number, Parameters<typeof countDead>[1], { dead: number; full: boolean }]>([
    ["each counts", 3, many(2), { dead: 5, full: false }],
    ["a delivered one clears the row", 49, [{ ...dead, status: "delivered" }], none()],
    ["one between them, too", 40, [...many(5), { ...dead, status: "delivered" }, dead], one()],
    ["a failed attempt says nothing", 49, [{ ...dead, status: "pending" }], still(49)],
    ["one that was not sent says nothing", 49, [{ ...dead, sent: false }], still(49)],
    ["the 50th is the last, and the row begins anew", 49, [dead], { dead: 0, full: true }],
    ["a batch has as many", 0, many(MOST_DEAD), { dead: 0, full: true }],
  ])("%s", ([, before, attempts, expected]) => {
    expect(countDead(before, attempts)).toEqual(expected);
  });
});

function still(dead: number) {
  return { dead, full: false };
}
function none() {
  return still(0);
}
function one() {
  return still(1);
}
