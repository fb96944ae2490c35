import type { Sql } from "sql-template-tag";
import type { Statement } from "./database.ts";

/** A statement in a tagged template: every hole is a bound parameter, a nested `sql` is text. */
export { default as sql, empty, join } from "sql-template-tag";
export type { Sql };

/**
 * For sets of rows of a table that grows from nothing: a plan that was made when it was small reads
 * all of it for each of them, and is kept until the table is analyzed.
 */
export function planAnew({ text, values }: Sql): Statement {
  return { text, values, planned: "anew" };
}
