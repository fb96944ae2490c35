import { describe, expect, test } from "vitest";
import { mayAs, type Role, requireRole } from "./role.ts";

describe("as", () => {
  test.for<[Role, Role, boolean]>([
    ["owner", "owner", true],
    ["owner", "editor", true],
    ["owner", "viewer", true],
    ["editor", "owner", false],
    ["editor", "editor", true],
    ["editor", "viewer", true],
    ["viewer", "owner", false],
    ["viewer", "editor", false],
    ["viewer", "viewer", true],
  ])("%s one may what needs %s: %s", ([role, needed, may]) => {
    expect(mayAs(role, needed)).toBe(may);
    if (may) expect(() => requireRole(role, needed)).not.toThrow();
    else expect(() => requireRole(role, needed)).toThrow("role_required");
  });
});
