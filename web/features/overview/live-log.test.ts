import { expect, test } from "vitest";
import {
  counted,
  emptyLog,
  heard,
  type LiveClick,
  paused,
  perMinute,
  resumed,
} from "./live-log.ts";

function click(id: number, acesYmdt = "2026-11-21 14:32:07"): LiveClick {
  return {
    id,
    acesYmdt,
    linkId: "harbolnas",
    domain: "https://klr.example",
    grpIdx: null,
    country: "ID",
    device: "mobile",
    os: "Android",
    browser: "Chrome",
    referrer: "",
    language: "id",
    utm_source: "",
    utm_medium: "",
    utm_campaign: "",
    qrYn: "N",
    firstOfDayYn: "Y",
    euid: null,
  };
}

const ids = (clicks: readonly LiveClick[]) => clicks.map((it) => it.id);

test("a click that a stream says again on reconnecting stands once", () => {
  const log = [1, 2, 3, 2, 3, 4].map((id) => click(id)).reduce(heard, emptyLog);
  expect(ids(log.shown)).toEqual([4, 3, 2, 1]);
});

test("what comes while paused waits, and joins on going on without doubling", () => {
  const still = [3, 4, 3].map((id) => click(id)).reduce(heard, paused(heard(emptyLog, click(2))));
  expect([ids(still.shown), ids(still.held)]).toEqual([[2], [4, 3]]);
  const on = resumed(still);
  expect([ids(on.shown), ids(on.held), on.paused]).toEqual([[4, 3, 2], [], false]);
});

test("minutes are those that the server counted, and the clicks after them", () => {
  const rows = [
    { acesYmdt: "2026-11-21 14:31:00", acesCnt: 7_000 },
    { acesYmdt: "2026-11-21 14:32:00", acesCnt: 5 },
  ];
  const clicks = [41, 42, 43, 43].map((id) => click(id, "2026-11-21 14:32:10"));
  const log = clicks.reduce(heard, counted(emptyLog, rows, 42));
  expect(perMinute(log.counts, "2026-11-21 14:32:59", 3)).toEqual([0, 7_000, 6]);
  expect(ids(log.shown)).toEqual([43, 42, 41]);
  const held = heard(paused(log), click(44, "2026-11-21 14:33:01"));
  expect(perMinute(held.counts, "2026-11-21 14:33:02", 3)).toEqual([7_000, 6, 1]);
  const again = counted(held, [{ acesYmdt: "2026-11-21 14:33:00", acesCnt: 9 }], 52);
  expect(perMinute(again.counts, "2026-11-21 14:33:02", 3)).toEqual([0, 0, 9]);
});

test("minutes go over midnight, and a page that stays open forgets the old ones", () => {
  const log = [
    click(1, "2026-11-30 23:59:59"),
    ...Array.from({ length: 200 }, (_, at) => {
      const minute = new Date(Date.UTC(2026, 11, 1, 0, at)).toISOString().replace("T", " ");
      return click(at + 2, minute.slice(0, 19));
    }),
  ].reduce(heard, emptyLog);
  expect(log.counts.size).toBe(120);
  const early = [click(1, "2026-11-30 23:59:59"), click(2, "2026-12-01 00:00:00")];
  const { counts } = early.reduce(heard, emptyLog);
  expect(perMinute(counts, "2026-12-01 00:01:10", 3)).toEqual([1, 1, 0]);
});
