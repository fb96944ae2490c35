import { expect, test } from "vitest";
import { makeRecent } from "./recent.ts";

function counting(most: number) {
  const made: string[] = [];
  const ask = makeRecent(most, (key) => {
    made.push(key);
    return { key };
  });
  return { made, ask };
}

test("what was asked for lately is made once", () => {
  const { made, ask } = counting(4);
  expect(ask("a")).toBe(ask("a"));
  expect(made).toEqual(["a"]);
});

test("what is asked for again and again stays, whatever comes between", () => {
  const { made, ask } = counting(4);
  for (let i = 0; i < 100; i += 1) {
    ask("a");
    ask(`other ${i}`);
  }
  expect(made.filter((key) => key === "a")).toEqual(["a"]);
});

test("what was not asked for in a while is let go", () => {
  const { made, ask } = counting(4);
  for (const key of ["a", "b", "c", "d", "e", "a"]) ask(key);
  expect(made).toEqual(["a", "b", "c", "d", "e", "a"]);
});
