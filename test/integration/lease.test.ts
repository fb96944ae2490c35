import { expect, test } from "vitest";
import { type Lease, openLease } from "../../src/db/lease.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
let names = 0;

/** Two processes that want the same, and others that want something else. */
function rivals(shared: boolean) {
  names += 1;
  const open = (): Lease => openLease({ ...store.db, shared }, `lease ${names}`);
  return { first: open(), second: open(), name: `lease ${names}` };
}

test("of processes on one store one holds it, until it lets go", async () => {
  const { first, second } = rivals(true);
  expect([await first.hold(), await second.hold(), await first.hold()]).toEqual([
    "taken",
    null,
    "held",
  ]);
  await second.release();
  expect(await second.hold()).toBeNull();
  await first.release();
  expect([await second.hold(), await first.hold()]).toEqual(["taken", null]);
});

test("who is silent for ten seconds is taken for dead, and hears of it", async () => {
  const { first, second, name } = rivals(true);
  await first.hold();
  const silence = (seconds: number) =>
    store.db.run({
      text: "update lease set alive_at = now() - make_interval(secs => $2) where name = $1",
      values: [name, seconds],
      foreign: true,
    });
  await silence(9);
  expect(await second.hold()).toBeNull();
  await silence(11);
  expect(await second.hold()).toBe("taken");
  await expect.poll(() => first.hold(), { timeout: 5_000 }).toBeNull();
});

test("the only process on a store holds it from the start", async () => {
  const { first } = rivals(false);
  expect([await first.hold(), await first.hold()]).toEqual(["taken", "held"]);
});
