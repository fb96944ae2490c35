import { describe, expect, test } from "vitest";
import { complaintsOf, type Draft, EMPTY, KEPT, rebase, toWire } from "./draft.ts";

const saved: Draft = {
  ...EMPTY,
  url: "https://kopi.example/menu",
  ttl: "Menu",
  grpIdx: "5066",
  endYmdt: "2026-12-13T23:59:59",
  qrBypassYn: "N",
  pwd: KEPT,
};
const draft = (changes: Partial<Draft>): Draft => ({ ...saved, ...changes });

describe("the form of a link", () => {
  test.for<[what: string, Partial<Draft>, Readonly<Record<string, unknown>>]>([
    ["nothing where nothing changed", {}, {}],
    ["0 for no group", { grpIdx: "" }, { grpIdx: 0 }],
    ["null for a setting taken away", { endYmdt: null, pwd: null }, { endYmdt: null, pwd: null }],
    ["an explicit off", { notfSubscYn: "N" }, { notfSubscYn: "N" }],
    ["a whole date-time", { delYmdt: "2026-12-31T00:00" }, { delYmdt: "2026-12-31 00:00:00" }],
    ["numbers as numbers", { redirectType: "301" }, { redirectType: 301 }],
    ["a password as it was typed", { pwd: " kopi " }, { pwd: " kopi " }],
    ["an address without blanks", { url: " https://a.example " }, { url: "https://a.example" }],
  ])("sends %s", ([, changes, wire]) => {
    expect(toWire(draft(changes), saved)).toEqual(wire);
  });

  test("of a new link sends only what was said", () => {
    expect(toWire({ ...EMPTY, url: "https://a.example", acesMaxCnt: "0" }, EMPTY)).toEqual({
      url: "https://a.example",
      acesMaxCnt: 0,
    });
  });

  test.for<[what: string, Partial<Draft>, Readonly<Record<string, string>>]>([
    ["no destination", { url: " " }, { url: "missing" }],
    ["another scheme", { url: "javascript:alert(1)" }, { url: "url" }],
    ["a picture without https", { metaImg: "http://a.example/x.png" }, { metaImg: "https" }],
    [
      "a closing before the opening",
      { strtYmdt: "2026-12-14T00:00" },
      { strtYmdt: "order", endYmdt: "order" },
    ],
    ["a setting that is set and empty", { expireUrl: "" }, { expireUrl: "missing" }],
    [
      "a short password of the figures",
      { nonmemberSticsPwd: "abc" },
      { nonmemberSticsPwd: "shortPassword" },
    ],
  ])("complains of %s", ([, changes, complaints]) => {
    expect(complaintsOf(draft(changes))).toEqual(complaints);
  });

  test("takes the word of who saved meanwhile where mine is not another", () => {
    const theirs = draft({ ttl: "Menu baru", memo: "theirs" });
    expect(rebase(draft({ memo: "mine" }), saved, theirs)).toEqual({ ...theirs, memo: "mine" });
  });
});
