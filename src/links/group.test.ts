import { describe, expect, test } from "vitest";
import type { FaultCode } from "../kit/fault.ts";
import {
  applyWebhook,
  checkWebhook,
  requireWebhookPlan,
  type WebhookChange,
  type WebhookSettings,
  webhookDefaults,
  webhookUnset,
} from "./group.ts";

const url = "https://hooks.test/";
const on = { ...webhookUnset, enabled: true, url };

describe("a group's webhook", () => {
  test.for<[string, WebhookChange, WebhookSettings, boolean, FaultCode | null]>([
    ["rests unless it is enabled", { ...webhookDefaults }, webhookUnset, false, null],
    ["may be enabled while the global one is on", { enabled: true, url }, webhookUnset, true, null],
    [
      "needs the global one on, told first",
      { enabled: true },
      webhookUnset,
      false,
      "global_webhook_off",
    ],
    ["needs a URL", { enabled: true }, webhookUnset, true, "webhook_url_refused"],
    ["keeps its URL while enabled", { url: null }, on, true, "webhook_url_refused"],
    ["is not asked of a call that does not name it", {}, on, false, null],
    ["may be disabled while the global one is off", { enabled: false }, on, false, null],
  ])("%s", ([, change, before, global, code]) => {
    const check = () => checkWebhook(change, applyWebhook(before, change), global);
    if (code === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code }));
  });

  test("without a URL says which field is missing", () => {
    expect(() => checkWebhook({ enabled: true }, { ...on, url: null }, true)).toThrow(
      expect.objectContaining({ params: { field: "webhookUrl", reason: "webhook_url_missing" } }),
    );
  });

  test("keeps what a change does not name", () => {
    expect(applyWebhook(on, { metric: "people", url: undefined })).toEqual({
      ...on,
      metric: "people",
    });
    expect(applyWebhook(on, { url: null })).toEqual({ ...on, url: null });
  });

  test("is for the plan that has it, but for its defaults", () => {
    const refused = expect.objectContaining({ code: "plan_required" });
    const gated: WebhookChange[] = [
      { enabled: true },
      { url },
      { metric: "people" },
      { frequency: 50 },
    ];
    for (const change of gated) {
      expect(() => requireWebhookPlan("Business Plus", change)).toThrow(refused);
      expect(() => requireWebhookPlan("Enterprise", change)).not.toThrow();
    }
    const free: WebhookChange = { ...webhookDefaults };
    expect(() => requireWebhookPlan("Free", free)).not.toThrow();
  });
});
