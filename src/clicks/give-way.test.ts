import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { makeGiveWay } from "./give-way.ts";

/** Leaves this thread no rest, as visitors do who come faster than they are answered. */
function keepBusy(): Disposable {
  let busy = true;
  const work = (): void => {
    const until = performance.now() + 5;
    while (performance.now() < until);
    if (busy) setImmediate(work);
  };
  setImmediate(work);
  return {
    [Symbol.dispose]() {
      busy = false;
    },
  };
}

describe("counting", () => {
  test("gives way to busy visitors, and no more once its backlog presses", async () => {
    using _busy = keepBusy();
    let looks = 0;
    await makeGiveWay(() => {
      looks += 1;
      return looks === 3;
    })();
    expect(looks).toBe(3);
  });

  test("goes on after five seconds all the same", async () => {
    using _busy = keepBusy();
    const began = performance.now();
    await makeGiveWay(() => false)();
    expect(performance.now() - began).toBeGreaterThanOrEqual(5_000);
  }, 60_000);

  test("waits for nobody where nobody visits", async () => {
    const giveWay = makeGiveWay(() => {
      throw new Error("it is not asked whether it presses");
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await giveWay();
  });
});
