import { expect, test } from "vitest";
import { holdingSecrets } from "./webhook-target.ts";

const until = new Date("2026-03-03T00:00:00Z");
const target = { enabled: true, url: null, previousUntil: until };

test.for<[string, string | null, string | null, number, string[]]>([
  ["none was made", null, null, -1, []],
  ["one was made", "new", null, -1, ["new"]],
  ["it was made anew within the day", "new", "old", -1, ["new", "old"]],
  ["the day is over", "new", "old", 0, ["new"]],
])("the secrets that sign where %s", ([, secret, previousSecret, afterMs, expected]) => {
  const at = new Date(until.getTime() + afterMs);
  expect(holdingSecrets({ ...target, secret, previousSecret }, at)).toEqual(expected);
});
