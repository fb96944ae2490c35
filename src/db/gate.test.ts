import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Gate, type Lane, makeGate } from "./gate.ts";

const TURN_MS = 10;

describe("a gate with one permit", () => {
  let gate: Gate;
  beforeEach(() => {
    vi.useFakeTimers();
    gate = makeGate(1);
  });
  afterEach(() => void vi.useRealTimers());

  /** Turn after turn, as clients take them that ask again as soon as they are answered. */
  async function takeTurns(lane: Lane, until: number): Promise<number> {
    for (let turns = 0; ; turns += 1) {
      await gate.enter(lane);
      if (performance.now() >= until) {
        gate.leave();
        return turns;
      }
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      gate.leave();
    }
  }

  test("lets those who wait in by lane, then in the order they came", async () => {
    await gate.enter("read");
    const entered: string[] = [];
    const asked: readonly (readonly [Lane, string])[] = [
      ["background", "a sweep"],
      ["read", "a list"],
      ["write", "a write"],
      ["read", "another list"],
      ["visit", "a visitor"],
    ];
    for (const [lane, name] of asked) void gate.enter(lane).then(() => entered.push(name));
    for (const _ of asked) {
      gate.leave();
      await vi.advanceTimersByTimeAsync(TURN_MS);
    }
    expect(entered).toEqual(["a visitor", "a write", "a list", "another list", "a sweep"]);
    expect(gate.idle()).toBe(false);
    gate.leave();
    expect(gate.idle()).toBe(true);
  });

  test("gives every lane a turn each quarter of a second, and the first lane all that is left", async () => {
    const until = performance.now() + 10_000;
    const lanes: readonly Lane[] = ["visit", "visit", "write", "read", "background"];
    const taken = Promise.all(lanes.map((lane) => takeTurns(lane, until)));
    await vi.advanceTimersByTimeAsync(11_000);
    const [one = 0, other = 0, ...rest] = await taken;
    expect(one + other).toBeGreaterThan(850);
    for (const turns of rest) {
      expect(turns).toBeGreaterThanOrEqual(36);
      expect(turns).toBeLessThanOrEqual(41);
    }
  });

  test("answers busy after ten seconds, and nobody takes the place of who gave up", async () => {
    await gate.enter("write");
    const given = expect(gate.enter("read")).rejects.toMatchObject({ code: "busy" });
    const patient = gate.enter("background");
    await vi.advanceTimersByTimeAsync(10_000);
    await given;
    gate.leave();
    await patient;
    gate.leave();
    expect(gate.idle()).toBe(true);
  });
});
