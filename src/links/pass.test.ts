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

  test("is worth nothing when it was written by hand", () => {
    const [end, seal] = pass.split(".");
    const forged = ["", ".", `${end}.`, `${end}`, `${Number(end) + 1}.${seal}`, `${end}.${seal}x`];
    for (const value of forged) expect(isPass(key, lock, value, noon)).toBe(false);
    expect(isPass(Buffer.alloc(32, 2), lock, pass, noon)).toBe(false);
  });
});
