import { createECDH } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Fault } from "../kit/fault.ts";
import { type PushSubscription, parseSubscription } from "./push-subscription.ts";

const browser = createECDH("prime256v1");
const p256dh = browser.generateKeys().toString("base64url");
const auth = Buffer.alloc(16, 7).toString("base64url");
const sent: PushSubscription = { endpoint: "https://push.example/send/a", p256dh, auth };
const rule = { isLinkHost: (host: string) => host === "go.example", allowHttp: false };

function refusalOf(subscription: PushSubscription): unknown {
  try {
    return parseSubscription(subscription, rule);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [error.code, error.params["field"], error.params["reason"]];
  }
}

test("a browser's subscription is taken as sent, padding and odd spelling of the host aside", () => {
  expect(parseSubscription(sent, rule)).toEqual(sent);
  const odd = { endpoint: "https://PUSH.example:443/send/a", p256dh: `${p256dh}=`, auth };
  expect(parseSubscription(odd, rule)).toEqual(sent);
});

describe("refused is", () => {
  const offCurve = Buffer.alloc(65, 4).toString("base64url");
  test.for<[string, Partial<PushSubscription>, string, string]>([
    ["plain http", { endpoint: "http://push.example/a" }, "endpoint", "url_not_https"],
    ["what is no URL", { endpoint: "push" }, "endpoint", "url_unreadable"],
    ["a name in the URL", { endpoint: "https://me:x@push.example/" }, "endpoint", "url_unreadable"],
    ["our own host", { endpoint: "https://go.example/x" }, "endpoint", "url_loop"],
    [
      "a long URL",
      { endpoint: `https://push.example/${"a".repeat(2_048)}` },
      "endpoint",
      "url_too_long",
    ],
    [
      "one that encoding makes long",
      { endpoint: `https://push.example/${"é".repeat(900)}` },
      "endpoint",
      "url_too_long",
    ],
    ["a key off the curve", { p256dh: offCurve }, "p256dh", "format"],
    ["a compressed key", { p256dh: p256dh.slice(0, 44) }, "p256dh", "format"],
    ["a key that is no base64url", { p256dh: `${p256dh.slice(0, 86)}+` }, "p256dh", "format"],
    ["a short secret", { auth: auth.slice(0, 20) }, "auth", "format"],
    ["an empty secret", { auth: "" }, "auth", "format"],
  ])("%s", ([, part, field, reason]) => {
    expect(refusalOf({ ...sent, ...part })).toEqual(["field_invalid", field, reason]);
  });
});
