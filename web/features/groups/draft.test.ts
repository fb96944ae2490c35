import { describe, expect, test } from "vitest";
import { changedNames, complaintsOf, type Draft, draftOf, KEPT, rebase, toWire } from "./draft.ts";
import type { Group } from "./queries.ts";

const group: Group = {
  idx: 5066,
  nm: "Harbolnas 12.12",
  memo: null,
  notfSubscYn: null,
  qrBypassYn: "N",
  blockOverseasSticsYn: null,
  pushNotifyYn: null,
  mailNotifyYn: null,
  nonmemberSticsPwdYn: "Y",
  strtYmdt: "2026-12-12 00:00:00",
  endYmdt: "2026-12-13 23:59:59",
  expireUrl: null,
  pwdYn: "N",
  acesMaxCnt: 0,
  webhookEnableYn: null,
  webhookCallbackUrl: null,
  webhookMetric: null,
  webhookFrequency: null,
  linkCnt: 240,
  acesCnt: 1870,
  pernCnt: 1204,
  statisticsUrl: "https://go.example/~g/16YhQJyMzIEzRaQXL9HtsYknpq",
  regYmdt: "2026-11-01 09:00:00",
  modYmdt: "2026-11-20 10:00:00",
  inForce: {},
};
const saved = draftOf(group);
const draft = (changes: Partial<Draft>): Draft => ({ ...saved, ...changes });
const sent = (changes: Partial<Draft>) => toWire(draft(changes), saved);

describe("the form of a group", () => {
  test("tells what is left to each link from what is set, an explicit 0 and off among it", () => {
    expect(saved).toMatchObject({
      notfSubscYn: null,
      qrBypassYn: "N",
      acesMaxCnt: "0",
      pwd: null,
      nonmemberSticsPwd: KEPT,
      strtYmdt: "2026-12-12T00:00",
      endYmdt: "2026-12-13T23:59:59",
    });
  });

  test.for<[what: string, Partial<Draft>, Readonly<Record<string, unknown>>]>([
    ["nothing where nothing changed", {}, {}],
    ["null for what goes back to each link", { qrBypassYn: null }, { qrBypassYn: null }],
    ["N for off for all", { notfSubscYn: "N" }, { notfSubscYn: "N" }],
    ["a whole date-time", { endYmdt: "2026-12-14T23:59" }, { endYmdt: "2026-12-14 23:59:00" }],
    [
      "seconds that are there",
      { endYmdt: "2026-12-14T23:59:58" },
      { endYmdt: "2026-12-14 23:59:58" },
    ],
    ["a number as a number", { acesMaxCnt: "5000" }, { acesMaxCnt: 5000 }],
    ["a password as it was typed", { pwd: " kopi " }, { pwd: " kopi " }],
    [
      "an address without the blanks around it",
      { expireUrl: " https://a.example " },
      { expireUrl: "https://a.example" },
    ],
    ["null for a password taken away", { nonmemberSticsPwd: null }, { nonmemberSticsPwd: null }],
    ["a note made empty", { memo: "" }, {}],
  ])("sends %s", ([, changes, wire]) => {
    expect(sent(changes)).toEqual(wire);
  });

  test.for<[what: string, Partial<Draft>, Readonly<Record<string, string>>]>([
    ["a value that is set and empty", { expireUrl: "" }, { expireUrl: "missing" }],
    ["a limit that is no number", { acesMaxCnt: "5.000" }, { acesMaxCnt: "number" }],
    ["a closing before the opening", { endYmdt: "2026-12-11T00:00" }, { endYmdt: "order" }],
    ["an address of another scheme", { expireUrl: "javascript:alert(1)" }, { expireUrl: "url" }],
    ["a webhook without an address", { webhookEnableYn: "Y" }, { webhookEnableYn: "missing" }],
    [
      "a short password of the figures",
      { nonmemberSticsPwd: "abc" },
      { nonmemberSticsPwd: "shortPassword" },
    ],
    ["no 0 as a limit", { acesMaxCnt: "0", nm: "Other" }, {}],
    ["nothing that was left to each link", { strtYmdt: null, endYmdt: null }, {}],
  ])("complains of %s", ([, changes, complaints]) => {
    const form = draft(changes);
    expect(complaintsOf(form, changedNames(form, saved))).toEqual(complaints);
  });

  test("takes the word of who saved meanwhile where mine is not another", () => {
    const theirs = draft({ endYmdt: "2026-12-15T00:00", acesMaxCnt: "100", pwd: KEPT });
    const mine = draft({ acesMaxCnt: "5000", notfSubscYn: "Y" });
    const rebased = rebase(mine, saved, theirs);
    expect(changedNames(rebased, theirs)).toEqual(["acesMaxCnt", "notfSubscYn"]);
    expect(rebased).toEqual({ ...theirs, acesMaxCnt: "5000", notfSubscYn: "Y" });
  });
});
