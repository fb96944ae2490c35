import { describe, expect, test } from "vitest";
import { checkWebhook, webhookDefaults, webhookUnset } from "./group.ts";

const url = "https://hooks.test/";

describe("a group's webhook", () => {
  test("rests unless it is enabled", () => {
    expect(() => checkWebhook(webhookUnset, false)).not.toThrow();
    expect(() => checkWebhook(webhookDefaults, false)).not.toThrow();
    expect(() => checkWebhook({ ...webhookUnset, enabled: true, url }, true)).not.toThrow();
  });

  test("needs the global one on, which is told first", () => {
    expect(() => checkWebhook({ ...webhookUnset, enabled: true }, false)).toThrow(
      expect.objectContaining({ code: "global_webhook_off" }),
    );
  });

  test("needs a URL", () => {
    expect(() => checkWebhook({ ...webhookUnset, enabled: true }, true)).toThrow(
      expect.objectContaining({
        code: "webhook_url_refused",
        params: { field: "webhookUrl", reason: "webhook_url_missing" },
      }),
    );
  });
});
