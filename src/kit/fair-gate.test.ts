import { expect, test } from "vitest";
import { type Claim, FairGate } from "./fair-gate.ts";
import { Fault } from "./fault.ts";

/** Starts work that ends when it is told to, and notes who started. */
function stage(maxWaitMs = 60_000) {
  const gate = new FairGate({ maxRunning: 2, maxWaiting: 512, maxWaitMs });
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const refused: string[] = [];
  const ask = (name: string, claim: Claim): void => {
    const work = (): Promise<void> => {
      started.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    };
    gate.run(claim, work).catch((error: unknown) => {
      if (error instanceof Fault && error.code === "busy") refused.push(name);
      else throw error;
    });
  };
  const end = async (name: string): Promise<void> => {
    await expect.poll(() => started, { interval: 1 }).toContain(name);
    ends.get(name)?.();
  };
  return { ask, end, started, refused };
}

const of = (...share: string[]): Claim => ({ share });

test("a free place goes to the shares in rotation, however many wait in one", async () => {
  const { ask, end, started } = stage();
  ask("v1", of("visitor", "1"));
  ask("v2", of("visitor", "1"));
  ask("v3", of("visitor", "1"));
  ask("v4", of("visitor", "1"));
  ask("s1", of("sign-in", "n1"));
  await end("v1");
  await end("v2");
  await expect.poll(() => started).toEqual(["v1", "v2", "v3", "s1"]);
});

test("a flood in one workspace delays another's visitor by one piece of work", async () => {
  const { ask, end, started } = stage();
  for (let index = 1; index <= 300; index += 1) ask(`flood ${index}`, of("1", `l${index}`));
  ask("other", of("2", "a"));
  await end("flood 1");
  await end("flood 2");
  await expect.poll(() => started).toEqual(["flood 1", "flood 2", "flood 3", "other"]);
});

test("a flood past the queue's size is refused, and a newcomer of another share is not", async () => {
  const { ask, refused } = stage();
  for (let index = 1; index <= 600; index += 1) ask(`flood ${index}`, of("1", "a"));
  ask("other", of("2", "a"));
  // Two run and 512 wait, one of them the newcomer.
  await expect.poll(() => refused.length).toBe(600 - 2 - 511);
  expect(refused).not.toContain("other");
});

test("a caller who is gone leaves the queue, and nothing is done for them", async () => {
  const { ask, end, started, refused } = stage();
  const gone = new AbortController();
  ask("one", of("1"));
  ask("two", of("1"));
  ask("gone", { ...of("1"), gone: gone.signal });
  ask("next", of("1"));
  gone.abort();
  await end("one");
  await expect.poll(() => started).toEqual(["one", "two", "next"]);
  expect(refused).toEqual(["gone"]);
});

test("a caller who waited too long is refused, and the next one is not", async () => {
  const { ask, end, started, refused } = stage(20);
  ask("one", of("1"));
  ask("two", of("1"));
  ask("late", of("1"));
  await expect.poll(() => refused).toEqual(["late"]);
  ask("next", of("1"));
  await end("one");
  await expect.poll(() => started).toEqual(["one", "two", "next"]);
});

test("work that throws frees its place", async () => {
  const gate = new FairGate({ maxRunning: 1, maxWaiting: 1, maxWaitMs: 1_000 });
  await expect(gate.run(of("1"), () => Promise.reject(new Error("broken")))).rejects.toThrow(
    "broken",
  );
  await expect(gate.run(of("1"), () => Promise.resolve("done"))).resolves.toBe("done");
});
