import { describe, expect, test } from "vitest";
import { type Dispatcher, makeDispatcher, type Parcel } from "./dispatcher.ts";

interface Sent extends Parcel {
  readonly name: string;
}

/** A dispatcher whose clock and answers are the test's. */
function open() {
  const answers = new Map<Sent, () => void>();
  const begun: string[] = [];
  let now = 0;
  let rooms = 0;
  const dispatcher: Dispatcher<Sent> = makeDispatcher({
    send: (item) => {
      begun.push(item.name);
      return new Promise((settle) => answers.set(item, settle));
    },
    onRoom: () => {
      rooms += 1;
    },
    now: () => now,
  });
  return {
    dispatcher,
    begun,
    rooms: () => rooms,
    pass(ms: number) {
      now += ms;
    },
    /** Lets those that are under way at a receiver be answered, or the first of them. */
    async answer(receiver: string, most = Number.POSITIVE_INFINITY) {
      const some = [...answers].filter(([item]) => item.receiver === receiver).slice(0, most);
      for (const [item, settle] of some) {
        answers.delete(item);
        settle();
      }
      await new Promise(setImmediate);
    },
  };
}

const parcels = (receiver: string, many: number, line?: string): Sent[] =>
  Array.from({ length: many }, (_, index) => {
    const name = `${receiver}${index}`;
    return { name, webhook: `${receiver}.0`, receiver, line: line ?? name };
  });

test("one receiver is sent sixteen at a time, whoever its webhooks are", async () => {
  const { dispatcher, begun, answer } = open();
  dispatcher.add([
    ...parcels("a", 12),
    ...parcels("a", 12).map((it) => ({ ...it, webhook: "b", line: `b${it.line}` })),
  ]);
  expect([begun.length, dispatcher.waiting()]).toEqual([16, 8]);
  await answer("a", 3);
  expect([begun.length, dispatcher.waiting()]).toEqual([19, 5]);
});

test("parcels of one line go one after the other, beside those of others", async () => {
  const { dispatcher, begun, answer } = open();
  dispatcher.add([
    ...parcels("a", 3, "link"),
    ...parcels("a", 1, "other").map((it) => ({ ...it, name: "x" })),
  ]);
  expect(begun).toEqual(["a0", "x"]);
  await answer("a");
  dispatcher.add(parcels("a", 4, "link").slice(3));
  expect(begun).toEqual(["a0", "x", "a1"]);
  for (let left = 3; left > 0; left -= 1) await answer("a");
  expect(begun).toEqual(["a0", "x", "a1", "a2", "a3"]);
  expect(dispatcher.waiting() + dispatcher.underWay().length).toBe(0);
});

describe("a receiver is full", () => {
  test("with 64 that wait while it is quick, and says when it takes more", async () => {
    const { dispatcher, answer, rooms } = open();
    dispatcher.add(parcels("a", 16 + 63));
    expect(dispatcher.full()).toEqual([]);
    dispatcher.add(parcels("a", 1, "one more"));
    expect(dispatcher.full()).toEqual(["a.0"]);
    await answer("a", 1);
    expect([dispatcher.full(), rooms()]).toEqual([[], 1]);
  });

  test("with nothing that waits once it is slow", async () => {
    const { dispatcher, pass, answer } = open();
    dispatcher.add([...parcels("a", 17), ...parcels("b", 1)]);
    pass(1_001);
    expect(dispatcher.full()).toEqual(["a.0"]);
    await answer("a", 2);
    // Fifteen are under way: one more could be sent.
    expect(dispatcher.full()).toEqual([]);
  });
});

test("those that are slow leave room for the others, however many they are", async () => {
  const { dispatcher, begun, pass, answer } = open();
  const slow = Array.from({ length: 40 }, (_, index) => `slow${index}`);
  for (const receiver of slow) dispatcher.add(parcels(receiver, 1));
  pass(2_000);
  for (const receiver of slow) await answer(receiver);
  for (const receiver of slow) dispatcher.add(parcels(receiver, 20));
  expect(dispatcher.underWay()).toHaveLength(384);
  dispatcher.add(parcels("quick", 20));
  expect(begun.filter((name) => name.startsWith("quick"))).toHaveLength(16);
});

test("what has waited too long is given up with all that follows it in its line", async () => {
  const { dispatcher, begun, pass, answer } = open();
  dispatcher.add(parcels("a", 4, "link"));
  pass(1_500);
  dispatcher.add(parcels("a", 1, "other"));
  pass(500);
  expect(dispatcher.takeWaiting(2_000).map(({ name }) => name)).toEqual(["a1", "a2", "a3"]);
  await answer("a");
  dispatcher.add(parcels("a", 6, "link").slice(4));
  expect(begun).toEqual(["a0", "a0", "a4"]);
});
