import { createSecretKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base62 } from "./link-id.ts";
import { personalToken, readPersonalToken } from "./personal-token.ts";

const key = createSecretKey(Buffer.alloc(32, 1));
const otherKey = createSecretKey(Buffer.alloc(32, 2));
const link = { workspaceId: 1, linkId: 2 };
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const links = fc.record({ workspaceId: id, linkId: id });
const token = personalToken(key, link, 10_000_001);

describe("a personal token", () => {
  test("says who follows its link, whoever and whichever", () => {
    fc.assert(
      fc.property(links, id, (of, euid) => {
        expect(readPersonalToken(key, of, personalToken(key, of, euid))).toBe(euid);
      }),
    );
  });

  test("is the same each time it is made, and not the next person's", () => {
    expect(personalToken(key, link, 10_000_001)).toBe(token);
    expect(personalToken(key, link, 10_000_002)).not.toBe(token);
  });

  test.for([
    [1, 10],
    [10_000_001, 13],
    [2 ** 40 - 1, 16],
    [Number.MAX_SAFE_INTEGER, 18],
  ] as const)("of person %i has at most %i letters and digits", ([euid, longest]) => {
    fc.assert(
      fc.property(links, (of) => {
        const text = personalToken(key, of, euid);
        expect(text).toMatch(/^[0-9A-Za-z]{10,}$/);
        expect(text.length).toBeLessThanOrEqual(longest);
      }),
    );
  });

  test("has one way to be written", () => {
    const forms = [`0${token}`, `${token}0`, ` ${token}`, `${token}\n`, `${token}~${token}`, ""];
    const foreign = [token.replace(/.$/, "-"), `${token.slice(0, -1)}é`, "z".repeat(16_000)];
    for (const text of [...forms, ...foreign, token.toLowerCase(), token.slice(1)]) {
      expect(readPersonalToken(key, link, text)).toBeNull();
    }
  });
});

describe("nobody follows a link by", () => {
  test("a token with one letter changed", () => {
    fc.assert(
      fc.property(links, id, fc.nat(17), fc.nat(61), (of, euid, place, letter) => {
        const text = personalToken(key, of, euid);
        const at = place % text.length;
        const changed = text.slice(0, at) + base62.charAt(letter) + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(readPersonalToken(key, of, changed)).toBeNull();
      }),
    );
  });

  test("the token of another link, workspace or installation", () => {
    fc.assert(
      fc.property(links, links, id, (mine, other, euid) => {
        fc.pre(mine.linkId !== other.linkId && mine.workspaceId !== other.workspaceId);
        const text = personalToken(key, other, euid);
        for (const part of [{ linkId: mine.linkId }, { workspaceId: mine.workspaceId }]) {
          expect(readPersonalToken(key, { ...other, ...part }, text)).toBeNull();
        }
        expect(readPersonalToken(otherKey, other, text)).toBeNull();
      }),
    );
  });

  test("what was made up", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...base62), maxLength: 20 }), (text) => {
        expect(readPersonalToken(key, link, text)).toBeNull();
      }),
    );
  });
});
