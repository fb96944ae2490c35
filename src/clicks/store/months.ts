import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** Of every node that makes or drops months. */
const MONTHS_LOCK = 0x73_69_6d_02;

/** Two nodes that make the same month take turns. `month` is "2026-11", in UTC. */
export async function createMonth(tx: Transaction, month: string): Promise<void> {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const from = new Date(Date.UTC(year, number - 1, 1)).toISOString();
  const to = new Date(Date.UTC(year, number, 1)).toISOString();
  await tx.run(sql`select pg_advisory_xact_lock(${MONTHS_LOCK}::bigint)`);
  // The bounds of a partition cannot be parameters; these are dates that were made from numbers.
  await tx.run({
    text: `create table if not exists ${nameOf(month)} partition of click for values from ('${from}') to ('${to}')`,
    values: [],
    foreign: true,
  });
}

/** The months that there are, the oldest first. */
export async function listMonths(store: Queryable): Promise<string[]> {
  const rows = await store.all<{ name: string }>(sql`
    select partition.relname as name
      from pg_inherits
      join pg_class as partition on partition.oid = pg_inherits.inhrelid
      join pg_class as parent on parent.oid = pg_inherits.inhparent
     where parent.relname = 'click' and partition.relkind = 'r'
     order by partition.relname`);
  return rows.map(({ name }) => name.replace(/^click_/, "").replace("_", "-"));
}

export async function dropMonth(tx: Transaction, month: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(${MONTHS_LOCK}::bigint)`);
  await tx.run({ text: `drop table if exists ${nameOf(month)}`, values: [], foreign: true });
}

function nameOf(month: string): string {
  if (!/^\d{4}-\d{2}$/.test(month)) throw new Error(`${month} is no month`);
  return `click_${month.replace("-", "_")}`;
}
