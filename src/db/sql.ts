import type { Sql } from "sql-template-tag";

/** A statement in a tagged template: every hole is a bound parameter, a nested `sql` is text. */
export { default as sql, empty, join } from "sql-template-tag";
export type { Sql };
