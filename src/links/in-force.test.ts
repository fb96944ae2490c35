import { describe, expect, test } from "vitest";
import { findNoEffects, type InForceFacts, type OnSettings } from "./in-force.ts";

const ON: OnSettings = {
  excludesOverseas: true,
  notifiesMail: true,
  notifiesPush: true,
  webhookEnabled: true,
};
const ALL_THERE: InForceFacts = {
  homeCountry: "ID",
  hasThresholds: true,
  hasMailServer: true,
  hasMailAddress: true,
  hasMemberBrowser: true,
  hasGlobalWebhook: true,
};
const missing = (facts: Partial<InForceFacts>, on: Partial<OnSettings> = {}) =>
  Object.fromEntries(findNoEffects({ ...ON, ...on }, { ...ALL_THERE, ...facts }));

test("where all is there every setting has its effect", () => {
  expect(missing({})).toEqual({});
});

describe("a setting that is on has no effect", () => {
  test.for<[string, Partial<InForceFacts>, object]>([
    ["without a home country", { homeCountry: null }, { excludesOverseas: "home_country_not_set" }],
    ["without a mail server", { hasMailServer: false }, { notifiesMail: "mail_not_set_up" }],
    ["without an address", { hasMailAddress: false }, { notifiesMail: "notify_emails_empty" }],
    [
      "without a member's browser",
      { hasMemberBrowser: false },
      { notifiesPush: "member_browsers_missing" },
    ],
    [
      "without thresholds",
      { hasThresholds: false },
      { notifiesMail: "notify_thresholds_empty", notifiesPush: "notify_thresholds_empty" },
    ],
    [
      "while the global webhook is off",
      { hasGlobalWebhook: false },
      { webhookEnabled: "global_webhook_is_off" },
    ],
  ])("%s", ([, facts, expected]) => {
    expect(missing(facts)).toEqual(expected);
  });
});

test("a setting that is off is not spoken of", () => {
  expect(missing({ homeCountry: null }, { excludesOverseas: false })).toEqual({});
});
