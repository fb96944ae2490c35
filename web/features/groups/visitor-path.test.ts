import { expect, test } from "vitest";
import { type Draft, FIELD_NAMES, KEPT } from "./draft.ts";
import { visitorPath } from "./visitor-path.ts";

const NOW = "2026-11-25 23:30:00";

const nothing = Object.fromEntries(FIELD_NAMES.map((name) => [name, null])) as Draft;

test("a group that says nothing lets everybody through at any time", () => {
  expect(visitorPath(nothing, NOW)).toEqual([
    { kind: "open", first: true, password: false, asked: false },
  ]);
});

test("a visitor meets what the group says, in the order of time", () => {
  const draft: Draft = {
    ...nothing,
    strtYmdt: "2026-12-12T00:00",
    endYmdt: "2026-12-14T23:59",
    expireUrl: "https://kopilereng.example/promo-selesai",
    pwd: KEPT,
    acesMaxCnt: "5000",
    notfSubscYn: "Y",
  };
  expect(visitorPath(draft, NOW)).toEqual([
    { kind: "early", until: "2026-12-12T00:00" },
    { kind: "open", first: false, password: true, asked: true },
    { kind: "full", after: 5000 },
    {
      kind: "ended",
      after: "2026-12-14T23:59",
      to: "https://kopilereng.example/promo-selesai",
    },
  ]);
});

test("0 is no limit", () => {
  expect(visitorPath({ ...nothing, acesMaxCnt: "0" }, NOW)).toHaveLength(1);
});

test("what is over is not met any more", () => {
  const open: Draft = { ...nothing, strtYmdt: "2026-11-25T23:29", endYmdt: "2026-12-01T00:00" };
  expect(visitorPath(open, NOW).map((it) => it.kind)).toEqual(["open", "ended"]);
  const closed: Draft = { ...open, endYmdt: "2026-11-25T23:30", acesMaxCnt: "5" };
  expect(visitorPath(closed, NOW).map((it) => it.kind)).toEqual(["ended"]);
});
