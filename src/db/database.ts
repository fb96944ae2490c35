import type { Lane } from "./gate.ts";

/** A text with its bound parameters, as the `sql` tag makes it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** A library's own statement: sent unprepared, and of tables that no cluster distributes. */
  readonly foreign?: true;
  /** Planned each time: a plan that is kept was made for the few rows there were at first. */
  readonly planned?: "anew";
}

export type Row = Readonly<Record<string, unknown>>;

/** Something that takes statements: the database, where each stands alone, or a transaction. */
export interface Queryable {
  all<R extends object = Row>(statement: Statement): Promise<R[]>;
  /** The first row, or undefined where there is none. */
  one<R extends object = Row>(statement: Statement): Promise<R | undefined>;
  /** How many rows the statement touched. */
  run(statement: Statement): Promise<number>;
}

declare const transactional: unique symbol;

/** A transaction under way. A pool is not one: a function that needs atomicity asks for this. */
export interface Transaction extends Queryable {
  readonly [transactional]: true;
  /**
   * Sends a statement that nothing but the commit waits for; where it fails, nothing is stored. To
   * wait for what is answered keeps heavy statements from gathering in memory.
   */
  send(statement: Statement): Promise<unknown>;
  /** Runs after the commit and before the caller goes on; not at all where it is rolled back. */
  afterCommit(then: () => void): void;
}

export interface Database extends Queryable {
  /**
   * Commits what `work` wrote, or nothing. Deadlocks and a connection that died before the commit are
   * tried again, so `work` may run more than once. Inside it only `tx` may be used: another request is an error.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, lane?: Lane): Promise<T>;
  /** The same database for work of another urgency. */
  in(lane: Lane): Database;
  /** False where this process is the only one on the store, so that nobody else need be told. */
  readonly shared: boolean;
  /** True while no statement runs or waits. */
  idle(): boolean;
}

/** A database this process opened and must close. */
export interface OpenDatabase extends Database, AsyncDisposable {
  /** A `pg` connection string or Unix-socket folder for parts that bring their own connection. */
  readonly connection: ConnectionTarget;
}

export type ConnectionTarget =
  | { readonly kind: "server"; readonly url: string }
  | { readonly kind: "embedded"; readonly socketFolder: string };
