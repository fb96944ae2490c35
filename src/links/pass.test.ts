import { describe, expect, test } from "vitest";
import { isPass, signPass } from "./pass.ts";

const key = Buffer.alloc(32, 1);
const lock = { opens: "link", workspaceId: 1, linkId: 2, passwordHash: "scrypt$…" } as const;
const noon = Date.parse("2026-03-01T12:00:00Z");
const pass = signPass(key, lock, noon);

describe("a pass", () => {
  test("opens its link for an hour", () => {
    expect(isPass(key, lock, pass, noon)).toBe(true);
    expect(isPass(key, lock, pass, noon + 3_599_999)).toBe(true);
    expect(isPass(key, lock, pass, noon + 3_600_000)).toBe(false);
  });

  test.for([
    ["another workspace", { ...lock, workspaceId: 12 }],
    ["another link", { ...lock, linkId: 3 }],
    ["its statistics", { ...lock, opens: "statistics" }],
    ["another password", { ...lock, passwordHash: "scrypt$" }],
  ] as const)("opens nothing of %s", ([, other]) => {
    expect(isPass(key, other, pass, noon)).toBe(false);
  });

  test("for a group opens each of its links on this domain, and nothing else", () => {
    const group = { groupId: 7, origin: "https://go.example" };
    const ofGroup = { ...lock, group };
    const earned = signPass(key, ofGroup, noon);
    expect(isPass(key, { ...ofGroup, linkId: 3 }, earned, noon)).toBe(true);
    for (const other of [
      lock,
      { ...ofGroup, group: null },
      { ...ofGroup, group: { ...group, groupId: 8 } },
      { ...ofGroup, group: { ...group, origin: "https://other.example" } },
      { ...ofGroup, workspaceId: 2 },
      { ...ofGroup, passwordHash: "scrypt$" },
    ]) {
      expect(isPass(key, other, earned, noon)).toBe(false);
    }
    expect(isPass(key, ofGroup, pass, noon)).toBe(false);
  });

  test("is worth nothing when it was written by hand", () => {
    const [end, seal] = pass.split(".");
    const forged = ["", ".", `${end}.`, `${end}`, `${Number(end) + 1}.${seal}`, `${end}.${seal}x`];
    for (const value of forged) expect(isPass(key, lock, value, noon)).toBe(false);
    expect(isPass(Buffer.alloc(32, 2), lock, pass, noon)).toBe(false);
  });
});
