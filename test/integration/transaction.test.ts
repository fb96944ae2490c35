import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { useStore } from "../support/store.ts";

const store = useStore();

const insert = (name: string) => sql`insert into noted (name) values (${name}::text)`;
const names = async () =>
  (await store.db.all<{ name: string }>(sql`select name from noted order by name`)).map(
    ({ name }) => name,
  );

describe("a statement that a transaction sends without waiting", () => {
  beforeAll(async () => {
    await store.db.run(sql`create table noted (name text primary key)`);
  });
  beforeEach(async () => {
    await store.db.run(sql`delete from noted`);
  });

  test("is stored with the others, in the order sent", async () => {
    const seen = await store.db.transaction(async (tx) => {
      tx.send(insert("a"));
      tx.send(insert("b"));
      return tx.all(sql`select name from noted order by name`);
    });
    expect(seen).toEqual([{ name: "a" }, { name: "b" }]);
    expect(await names()).toEqual(["a", "b"]);
  });

  test("takes everything with it where it fails, and says why", async () => {
    let committed = false;
    const failing = store.db.transaction(async (tx) => {
      tx.afterCommit(() => {
        committed = true;
      });
      await tx.run(insert("a"));
      tx.send(insert("a"));
      tx.send(insert("b"));
    });
    await expect(failing).rejects.toMatchObject({ code: "23505" });
    expect(committed).toBe(false);
    expect(await names()).toEqual([]);
  });

  test("is the reason told, not what failed because of it", async () => {
    const failing = store.db.transaction(async (tx) => {
      tx.send(insert("a"));
      tx.send(insert("a"));
      await tx.run(insert("b"));
    });
    await expect(failing).rejects.toMatchObject({ code: "23505" });
    await store.db.transaction(async (tx) => tx.send(insert("c")));
    expect(await names()).toEqual(["c"]);
  });

  test("is not the reason told where it failed because of one that is waited for later", async () => {
    const failing = store.db.transaction(async (tx) => {
      await tx.run(insert("a"));
      const first = tx.run(insert("a"));
      tx.send(insert("b"));
      await first;
    });
    await expect(failing).rejects.toMatchObject({ code: "23505" });
  });

  test("does not pass for stored where another failed that nobody waited for", async () => {
    const failing = store.db.transaction(async (tx) => {
      await tx.run(insert("a"));
      tx.run(insert("a")).catch(() => {});
      tx.send(insert("b"));
    });
    await expect(failing).rejects.toMatchObject({ code: "23505" });
    const unheard = store.db.transaction(async (tx) => {
      await tx.run(insert("a"));
      tx.run(insert("a")).catch(() => {});
    });
    await expect(unheard).rejects.toMatchObject({ code: "23505" });
    expect(await names()).toEqual([]);
  });

  test("leaves an error that has nothing to do with the store as it is", async () => {
    const own = new Error("changed its mind");
    const failing = store.db.transaction(async (tx) => {
      tx.send(insert("a"));
      throw own;
    });
    await expect(failing).rejects.toBe(own);
    expect(await names()).toEqual([]);
  });
});
