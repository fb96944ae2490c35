import { expect, test } from "vitest";
import { emptyLog, heard, type LiveClick, paused, perMinute, resumed } from "./live-log.ts";

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

test("minutes are counted up to this one, older clicks are left out", () => {
  const clicks = ["14:30:00", "14:31:59", "14:32:00", "14:32:59", "14:20:00"].map((time, at) =>
    click(at, `2026-11-21 ${time}`),
  );
  expect(perMinute(clicks, "2026-11-21 14:32:59", 3)).toEqual([1, 1, 2]);
});
