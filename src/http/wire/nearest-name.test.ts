import { describe, expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

const GROUP = [
  ...["grpIdx", "nm", "memo", "notfSubscYn", "qrBypassYn", "blockOverseasSticsYn"],
  ...["pushNotifyYn", "mailNotifyYn", "nonmemberSticsPwd", "strtYmdt", "endYmdt", "expireUrl"],
  ...["pwd", "acesMaxCnt"],
  ...["webhookEnableYn", "webhookCallbackUrl", "webhookMetric", "webhookFrequency"],
];
const LINK = ["url", "domain", "reuseYn", "brandLinkId", "ttl", "metaImg", "delYmdt", ...GROUP];
const PERSON = ["euid", "identity_name", "identity_values", "properties", "itime"];

describe("an unknown field of a group means", () => {
  test.for<[string, string]>([
    ["webhookURL", "webhookCallbackUrl"],
    ["PWD", "pwd"],
    ["callbackUrl", "webhookCallbackUrl"],
    ["start", "strtYmdt"],
    // The whole name in another case or with other marks between its words.
    ["WEBHOOKCALLBACKURL", "webhookCallbackUrl"],
    ["webhook_callback_url", "webhookCallbackUrl"],
    ["grp-idx", "grpIdx"],
    // What an abbreviation stands for.
    ["password", "pwd"],
    ["name", "nm"],
    ["groupId", "grpIdx"],
    ["startDate", "strtYmdt"],
    ["end_at", "endYmdt"],
    ["expirationUrl", "expireUrl"],
    ["maxAccessCount", "acesMaxCnt"],
    // A part of it, or a slip.
    ["qrBypass", "qrBypassYn"],
    ["mailNotify", "mailNotifyYn"],
    ["frequency", "webhookFrequency"],
    ["webhokMetric", "webhookMetric"],
    ["pushNotfyYn", "pushNotifyYn"],
    ["mmeo", "memo"],
  ])("%s: %s", ([unknown, name]) => {
    expect(nearestName(unknown, GROUP)).toBe(name);
  });

  test.for(["foo", "x", "", "_", "toString", "__proto__", "rateLimit", "日本", "colour", "id2024"])(
    "%j: nothing that is near",
    (unknown) => {
      expect(nearestName(unknown, GROUP)).toBeNull();
    },
  );
});

test.for<[string, readonly string[], string | null]>([
  ["URL", LINK, "url"],
  ["ulr", LINK, "url"],
  ["title", LINK, "ttl"],
  ["titel", LINK, "ttl"],
  ["metaImage", LINK, "metaImg"],
  ["deleteAt", LINK, "delYmdt"],
  ["brandId", LINK, "brandLinkId"],
  ["identityValues", PERSON, "identity_values"],
  ["property", PERSON, "properties"],
  ["EUID", PERSON, "euid"],
  ["time", PERSON, "itime"],
  ["anything", [], null],
  ["x".repeat(100_000), ["x"], null],
])("%.20s is read as a slip of another name", ([unknown, known, name]) => {
  expect(nearestName(unknown, known)).toBe(name);
});
