import { describe, expect, test } from "vitest";
import {
  KEY_TABLES,
  LOCAL_TABLES,
  TENANT_TABLES,
  undistributable,
} from "../support/distributable.ts";
import { useStore } from "../support/store.ts";

const store = useStore();

interface Key extends Record<string, unknown> {
  readonly table: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: string[];
}

/** The catalogue's own word on every table, unique index and foreign key of ours. */
const ask = <R extends object>(text: string) =>
  store.db.all<R>({ text, values: [], foreign: true });

const keys = () =>
  ask<Key>(`
    select t.relname as table, c.relname as name,
           case when i.indisprimary then 'primary' else 'unique' end as kind,
           array(select a.attname::text from unnest(i.indkey) with ordinality as k (attnum, place)
                   join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
                  order by k.place) as columns
      from pg_index i
      join pg_class t on t.oid = i.indrelid
      join pg_class c on c.oid = i.indexrelid
     where t.relnamespace = 'public'::regnamespace and i.indisunique`);

const tenant: readonly string[] = TENANT_TABLES;
const ownKey: readonly string[] = KEY_TABLES;

describe("the schema runs on a cluster as it stands:", () => {
  test("every table is a tenant's, a key table or local", async () => {
    const tables = await ask<{ name: string }>(`
      select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`);
    const known = [...TENANT_TABLES, ...KEY_TABLES, ...LOCAL_TABLES];
    expect(tables.map(({ name }) => name).toSorted()).toEqual(known.toSorted());
  });

  test("every primary and unique key of a tenant's table begins with its workspace", async () => {
    const ours = (await keys()).filter(({ table }) => tenant.includes(table));
    expect(ours.length).toBeGreaterThanOrEqual(TENANT_TABLES.length);
    expect(ours.filter(({ columns }) => columns[0] !== "workspace_id")).toEqual([]);
  });

  test("a key table has one key, of one column of text", async () => {
    const ours = (await keys()).filter(({ table }) => ownKey.includes(table));
    expect(ours.map(({ table }) => table).toSorted()).toEqual(KEY_TABLES.toSorted());
    expect(ours.filter(({ columns }) => columns.length !== 1)).toEqual([]);
  });

  test("foreign keys join tenants' tables by their workspace, and never set null", async () => {
    const foreign = await ask<{ from: string; to: string; first: string; deletes: string }>(`
      select t.relname as from, r.relname as to, k.confdeltype as deletes,
             (select attname::text from pg_attribute
               where attrelid = t.oid and attnum = k.conkey[1]) as first
        from pg_constraint k
        join pg_class t on t.oid = k.conrelid
        join pg_class r on r.oid = k.confrelid
       where k.contype = 'f' and t.relnamespace = 'public'::regnamespace`);
    expect(foreign.length).toBeGreaterThan(0);
    for (const each of foreign) {
      expect([tenant.includes(each.from), tenant.includes(each.to), each.first]).toEqual([
        true,
        true,
        "workspace_id",
      ]);
      expect(each.deletes).not.toBe("n");
    }
  });

  test("no trigger, rule or exclusion constraint, and no long name", async () => {
    const found = await ask(`
      select tgname::text as name from pg_trigger where not tgisinternal
      union all select conname::text from pg_constraint where contype = 'x'
      union all select relname::text from pg_class
       where relnamespace = 'public'::regnamespace and length(relname) >= 50`);
    expect(found).toEqual([]);
  });
});

describe("a statement could not run on a cluster where it", () => {
  test.for([
    ["names no workspace", "select name from link where link_id = $1", "names no workspace_id"],
    [
      "joins a key table",
      "select l.url from link_address a join link l on l.link_id = a.link_id where l.workspace_id = $1",
      "joins a key table with a tenant table",
    ],
    [
      "inserts a select without a word on conflicts",
      "insert into link_forward (workspace_id, link_id, forwards) select $1, id, 0 from unnest($2) id",
      "insert … select without on conflict or returning",
    ],
    [
      "takes the store's time",
      "update link set updated_at = now() where workspace_id = $1",
      "a time that is not the application's",
    ],
    [
      "computes in do update set",
      "insert into profile (workspace_id) values ($1) on conflict do update set properties = jsonb_build_object('a', 1)",
      "a function that is not immutable in do update set",
    ],
    [
      "changes a row's workspace",
      "update link set workspace_id = $1 where workspace_id = $2",
      "changes a workspace_id",
    ],
  ])("%s", ([, statement, problem]) => {
    expect(undistributable(statement as string)).toContain(problem);
  });

  test.for([
    "select url from link where workspace_id = $1::bigint and link_id = $2::bigint for update",
    "insert into link_forward (workspace_id, link_id, forwards) select $1, id, 0 from unnest($2) id on conflict (workspace_id, link_id) do nothing",
    "select link_id from link_address where address = $1::text",
    "select pg_notify($1::text, payload) from unnest($2::text[]) as payload",
  ])("but may: %s", (statement) => {
    expect(undistributable(statement)).toEqual([]);
  });
});
