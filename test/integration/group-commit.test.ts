import { beforeAll, describe, expect, inject, test } from "vitest";
import type { Transaction } from "../../src/db/database.ts";
import { LONGEST_QUEUE, makeGroupCommit } from "../../src/db/group-commit.ts";
import { sql } from "../../src/db/sql.ts";
import { Fault } from "../../src/kit/fault.ts";
import { useStore } from "../support/store.ts";

const store = useStore();

interface Step {
  readonly counter: string;
  readonly by: number;
}

/** Adds each caller's number to its counter, and tells the caller what the counter then was. */
async function addAll(tx: Transaction, steps: readonly Step[]): Promise<(number | Fault)[]> {
  const words: (number | Fault)[] = [];
  for (const { counter, by } of steps) {
    if (by < 0) {
      words.push(new Fault("field_invalid"));
      continue;
    }
    const row = await tx.one<{ value: number }>(sql`
      insert into counted (name, value) values (${counter}::text, 1 / (${by}::integer - 13) * 0 + ${by}::integer)
      on conflict (name) do update set value = counted.value + excluded.value
      returning value`);
    words.push(row?.value ?? Number.NaN);
  }
  return words;
}

describe("group commit", () => {
  beforeAll(async () => {
    await store.db.run(sql`create table counted (name text primary key, value bigint not null)`);
  });

  const add = (largest = 100) => makeGroupCommit({ database: store.db, largest, store: addAll });

  test("answers every caller with its own result, and all are stored", async () => {
    const one = add(32);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => one({ counter: "many", by: 1 })),
    );
    expect(answers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });

  test("gathers callers of the same moment into few transactions", async () => {
    let transactions = 0;
    const counted = makeGroupCommit<Step, number>({
      database: store.db,
      largest: 500,
      store: (tx, steps) => {
        transactions += 1;
        return addAll(tx, steps);
      },
    });
    await Promise.all(Array.from({ length: 200 }, () => counted({ counter: "few", by: 1 })));
    expect(transactions).toBeLessThanOrEqual(2);
  });

  test.runIf(inject("store") === "postgres")(
    "runs as many transactions at a time as it may",
    async () => {
      let underWay = 0;
      let most = 0;
      const counted = makeGroupCommit<Step, number>({
        database: store.db,
        largest: 1,
        atOnce: 3,
        store: async (tx, steps) => {
          underWay += 1;
          most = Math.max(most, underWay);
          const words = await addAll(tx, steps);
          underWay -= 1;
          return words;
        },
      });
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) => counted({ counter: `at once ${index}`, by: 1 })),
      );
      expect(answers).toEqual(Array(40).fill(1));
      expect(most).toBe(3);
      expect(underWay).toBe(0);
    },
  );

  test("a caller that is refused harms no other of its batch", async () => {
    const one = add();
    const [good, refused, alsoGood] = await Promise.allSettled([
      one({ counter: "mixed", by: 1 }),
      one({ counter: "mixed", by: -1 }),
      one({ counter: "mixed", by: 1 }),
    ]);
    expect(good).toEqual({ status: "fulfilled", value: 1 });
    expect(refused).toMatchObject({ status: "rejected", reason: { code: "field_invalid" } });
    expect(alsoGood).toEqual({ status: "fulfilled", value: 2 });
  });

  test("a caller that breaks the batch fails alone, and the others are stored once", async () => {
    const one = add();
    const breaks = 13; // divides by zero in the store
    const settled = await Promise.allSettled(
      [1, 1, breaks, 1].map((by) => one({ counter: "broken", by })),
    );
    expect(settled.map((each) => each.status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    const row = await store.db.one(sql`select value from counted where name = 'broken'`);
    expect(row).toEqual({ value: 3 });
  });

  test("refuses as busy what the queue cannot hold, and what waited a second", async () => {
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow = makeGroupCommit<number, number>({
      database: store.db,
      largest: 1,
      store: async (_tx, items) => {
        await held;
        return items;
      },
    });
    const first = slow(0);
    const queued = Array.from({ length: LONGEST_QUEUE }, (_, i) => slow(i + 1));
    const settled = Promise.allSettled(queued);
    await expect(slow(-1)).rejects.toMatchObject({ code: "busy" });
    // The last in the queue is refused by the clock, while the first still holds the store.
    await expect(queued.at(-2)).rejects.toMatchObject({ code: "busy" });
    letGo();
    await expect(first).resolves.toBe(0);
    await settled;
  });
});
