import type { ClientBase } from "pg";

/** How long the server lets one session work or wait; 0: as long as it takes. */
export interface SessionLimits {
  readonly statementMs: number;
  readonly idleInTransactionMs: number;
}

/** For work that is waited for however long it takes: migrations, listening. */
export const UNLIMITED: SessionLimits = { statementMs: 0, idleInTransactionMs: 0 };

/**
 * What our statements and the driver depend on, whatever the database or the role has been given. The
 * search path is PostgreSQL's own default.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  search_path: '"$user", public',
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  TimeZone: "UTC",
  bytea_output: "hex",
  extra_float_digits: "1",
  standard_conforming_strings: "on",
  array_nulls: "on",
  transform_null_equals: "off",
  default_transaction_isolation: "read committed",
  lock_timeout: "0",
  idle_session_timeout: "0",
  transaction_timeout: "0",
};

/**
 * Gives a new connection its settings, in one statement and not by start-up parameters, which poolers
 * refuse. Settings that this version of PostgreSQL does not know are left out.
 */
export async function prepareSession(client: ClientBase, limits: SessionLimits): Promise<void> {
  const settings = {
    ...SETTINGS,
    statement_timeout: String(limits.statementMs),
    idle_in_transaction_session_timeout: String(limits.idleInTransactionMs),
  };
  await client.query(
    `select set_config(name, value, false)
       from unnest($1::text[], $2::text[]) as wanted (name, value)
      where current_setting(name, true) is not null`,
    [Object.keys(settings), Object.values(settings)],
  );
}
