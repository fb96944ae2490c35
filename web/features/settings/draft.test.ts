import { expect, test } from "vitest";
import { complaintsOf, draftOf, rebase, toWire } from "./draft.ts";
import type { Settings } from "./queries.ts";

const settings: Settings = {
  name: "Kopi Lereng",
  plan: "Enterprise",
  timeZone: "Asia/Jakarta",
  homeCountry: "ID",
  locale: "id",
  defaultDomain: "https://klr.example",
  notifyThresholds: [100, 1_000],
  notifyEmails: ["sari@kopi.example"],
  globalWebhook: { enableYn: "N", callbackUrl: null, metric: "C", frequency: 1, secretYn: "N" },
  modYmdt: "2026-11-21 14:20:00",
};
const saved = draftOf(settings);

test("sends only what changed, what belongs to the webhook together", () => {
  const draft = {
    ...saved,
    homeCountry: "",
    notifyThresholds: "100; 500 1000",
    notifyEmails: "sari@kopi.example\n adi@kopi.example\n",
    enableYn: "Y",
    callbackUrl: " https://hooks.kopi.example ",
    frequency: "50",
  };
  expect(toWire(draft, saved)).toEqual({
    homeCountry: null,
    notifyThresholds: [100, 500, 1_000],
    notifyEmails: ["sari@kopi.example", "adi@kopi.example"],
    globalWebhook: { enableYn: "Y", callbackUrl: "https://hooks.kopi.example", frequency: 50 },
  });
  expect(toWire(saved, saved)).toEqual({});
});

test.for([
  [{ name: " " }, { name: "missing" }],
  [{ notifyThresholds: "100, many" }, { notifyThresholds: "number" }],
  [{ notifyThresholds: "0" }, { notifyThresholds: "number" }],
  [{ enableYn: "Y" }, { callbackUrl: "missing" }],
  [{ callbackUrl: "hooks.kopi.example" }, { callbackUrl: "url" }],
  [{ notifyThresholds: "", notifyEmails: "" }, {}],
] as const)("of %j it is said %j", ([changes, complaints]) => {
  expect(complaintsOf({ ...saved, ...changes })).toEqual(complaints);
});

test("who saves second stands on what the other saved", () => {
  const theirs = { ...saved, name: "Kopi Lereng Dago", locale: "en" };
  expect(rebase({ ...saved, locale: "ja" }, saved, theirs)).toEqual({ ...theirs, locale: "ja" });
});
