import { describe, expect, test } from "vitest";
import { Fault } from "./fault.ts";

describe("a fault", () => {
  test("is expected, so it traces nothing, and leaves other errors their traces", () => {
    expect(new Fault("busy").stack).not.toContain(" at ");
    expect(new Error("a bug").stack).toContain(" at ");
  });

  test("that is a bug keeps what was thrown", () => {
    const bug = new TypeError("x is not a function");
    const fault = Fault.from(bug);
    expect(fault.code).toBe("internal");
    expect(fault.cause).toBe(bug);
    expect(Fault.from(fault)).toBe(fault);
  });
});
