import { describe, expect, test } from "vitest";
import { Fault } from "./fault.ts";
import { makeMemory } from "./memory.ts";

/** A source whose answers the test decides, one load at a time. */
function source() {
  const loads: { key: string; answer: (value: string) => void; fail: (error: Error) => void }[] =
    [];
  const load = (key: string) =>
    new Promise<string>((resolve, reject) => {
      loads.push({ key, answer: resolve, fail: reject });
    });
  const last = () => {
    const newest = loads.at(-1);
    if (newest === undefined) throw new Error("nothing was asked");
    return newest;
  };
  return { load, last, asked: () => loads.map(({ key }) => key) };
}

const remember = (load: (key: string) => Promise<string>, maxBytes = 1_000_000) =>
  makeMemory<string>({ load, maxBytes, bytesOf: (value) => value.length });

async function known(
  memory: ReturnType<typeof remember>,
  from: ReturnType<typeof source>,
  value: string,
) {
  const got = memory.get("a");
  from.last().answer(value);
  await got;
}

describe("what is remembered", () => {
  test("is asked once for all who ask at a time, and not again", async () => {
    const from = source();
    const memory = remember(from.load);
    const both = Promise.all([memory.get("a"), memory.get("a")]);
    from.last().answer("one");
    expect(await both).toEqual(["one", "one"]);
    expect(await memory.get("a")).toBe("one");
    expect(memory.peek("a")).toBe("one");
    expect(from.asked()).toEqual(["a"]);
  });

  test("may be that there is nothing", async () => {
    let asked = 0;
    const load = async () => {
      asked += 1;
      return null;
    };
    const memory = makeMemory<string | null>({ load, maxBytes: 1_000, bytesOf: () => 1 });
    expect([await memory.get("a"), await memory.get("a"), asked]).toEqual([null, null, 1]);
  });

  test("is asked again once it is forgotten", async () => {
    const from = source();
    const memory = remember(from.load);
    await known(memory, from, "old");
    memory.forget("a");
    expect(memory.peek("a")).toBeUndefined();
    await known(memory, from, "new");
    expect(memory.peek("a")).toBe("new");
  });

  test("is not what a load brings that began before it was forgotten", async () => {
    const from = source();
    const memory = remember(from.load);
    const early = memory.get("a");
    const first = from.last();
    memory.forget("a");
    first.answer("old");
    expect(await early).toBe("old");
    expect(memory.peek("a")).toBeUndefined();
  });

  test("is not what a load brings that began before everything was forgotten", async () => {
    const from = source();
    const memory = remember(from.load);
    const early = memory.get("a");
    memory.forgetAll();
    from.last().answer("old");
    await early;
    expect(memory.peek("a")).toBeUndefined();
  });

  test("serves on, stale, while the source is away", async () => {
    const from = source();
    const memory = remember(from.load);
    await known(memory, from, "old");
    memory.forgetAll();
    expect(memory.peek("a")).toBeUndefined();
    const got = memory.get("a");
    from.last().fail(new Fault("busy"));
    expect(await got).toBe("old");
  });

  test("is asked again after a load that failed", async () => {
    const from = source();
    const memory = remember(from.load);
    const got = memory.get("a");
    from.last().fail(new Fault("busy"));
    await expect(got).rejects.toMatchObject({ code: "busy" });
    await known(memory, from, "new");
    expect(memory.peek("a")).toBe("new");
  });

  test("gives way, least recently used first, once the budget is full", async () => {
    const memory = makeMemory<string>({
      load: async (key) => key,
      maxBytes: 3_000,
      bytesOf: () => 800,
    });
    for (const key of ["a", "b", "c"]) await memory.get(key);
    await memory.get("a");
    await memory.get("d");
    expect([memory.peek("a"), memory.peek("d")]).toEqual(["a", "d"]);
    expect(memory.peek("b")).toBeUndefined();
    expect(memory.size).toBeLessThanOrEqual(3);
  });
});
