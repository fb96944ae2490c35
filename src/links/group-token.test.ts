import { createSecretKey } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { groupToken, readGroupToken } from "./group-token.ts";

const key = createSecretKey(Buffer.alloc(32, 1));
const other = createSecretKey(Buffer.alloc(32, 2));
const number = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test("a token says its group again, to who has the key", () => {
  fc.assert(
    fc.property(number, number, (workspaceId, groupId) => {
      const token = groupToken(key, { workspaceId, groupId });
      expect(token).toMatch(/^[0-9A-Za-z]{16,35}$/);
      expect(readGroupToken(key, token)).toEqual({ workspaceId, groupId });
      expect(readGroupToken(other, token)).toBe(null);
    }),
  );
});

test("a token of a young installation is short enough to be read out", () => {
  expect(groupToken(key, { workspaceId: 1, groupId: 5_066 })).toHaveLength(26);
});

test("what is changed by a letter is no token", () => {
  const token = groupToken(key, { workspaceId: 1, groupId: 5_066 });
  for (let at = 0; at < token.length; at++) {
    const changed = token.at(at) === "a" ? "b" : "a";
    expect(readGroupToken(key, token.slice(0, at) + changed + token.slice(at + 1))).toBe(null);
  }
  for (const wrong of [
    "",
    "0",
    `0${token}`,
    `${token}0`,
    `${token}.`,
    "z".repeat(35),
    "z".repeat(99),
  ])
    expect(readGroupToken(key, wrong), wrong).toBe(null);
});
