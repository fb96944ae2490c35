import { describe, expect, test } from "vitest";
import { visitOf } from "../../test/support/visits.ts";
import { type WebhookSettings, webhookUnset } from "../links/group.ts";
import type { GlobalWebhook } from "../workspaces/workspace.ts";
import { fires, webhookFor } from "./webhook.ts";

const on: GlobalWebhook = {
  enabled: true,
  url: "https://hooks.example/",
  metric: "people",
  frequency: 50,
  hasSecret: true,
};
const off = { ...on, enabled: false };
const own: WebhookSettings = {
  enabled: true,
  url: "https://group.example/",
  metric: "clicks",
  frequency: 300,
};
const global = { ofGroup: false, metric: "people", frequency: 50 };

describe("the webhook of a visit is", () => {
  test.for<[string, GlobalWebhook, WebhookSettings | undefined, object | null]>([
    ["the global one without a group", on, undefined, global],
    ["the global one where the group has not spoken", on, webhookUnset, global],
    ["the global one where the group has its own off", on, { ...own, enabled: false }, global],
    [
      "the group's own, not the global one",
      on,
      own,
      { ofGroup: true, metric: "clicks", frequency: 300 },
    ],
    [
      "the group's own by its own defaults",
      on,
      { ...own, metric: null, frequency: null },
      { ofGroup: true, metric: "clicks", frequency: 1 },
    ],
    ["none while the global one is off", off, undefined, null],
    ["none of a group's either while the global one is off", off, own, null],
  ])("%s", ([, globally, group, holding]) => {
    expect(webhookFor(globally, group)).toEqual(holding);
  });
});

describe("a webhook", () => {
  test.for<[string, "clicks" | "people", number, [number, number, boolean], boolean]>([
    ["fires on a multiple of clicks", "clicks", 50, [100, 7, false], true],
    ["rests between", "clicks", 50, [101, 50, true], false],
    ["of frequency 1 fires on each click", "clicks", 1, [3, 1, false], true],
    ["fires on a person that makes a multiple", "people", 50, [120, 100, true], true],
    ["fires once for it, not on later clicks", "people", 50, [121, 100, false], false],
    ["rests on a person between", "people", 50, [150, 99, true], false],
    ["of people and frequency 1 rests on those it knows", "people", 1, [2, 1, false], false],
  ])("%s", ([, metric, frequency, [clicks, people, firstOfLink], firing]) => {
    const visit = visitOf({ workspaceId: 1, linkId: 1, atMs: 0 });
    const click = { ...visit, firstOfLink, firstOfDay: true, firstOfHour: true, day: 0 };
    const counted = { click, number: 1, tally: { clicks, people } };
    expect(fires({ ofGroup: false, metric, frequency }, counted)).toBe(firing);
  });
});
