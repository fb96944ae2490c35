import type { OpenDatabase } from "./database.ts";
import { type EmbeddedServer, openEmbedded } from "./embedded.ts";
import { openPool } from "./pool.ts";
import { prepareSession, type SessionLimits } from "./session.ts";

export interface StoreOptions {
  /** A PostgreSQL connection string; null opens the embedded store. */
  readonly url: string | null;
  /** Where the embedded store lives. */
  readonly folder: string;
  /** The store there, where somebody opened it before, and closes it after. */
  readonly embedded?: EmbeddedServer | undefined;
  readonly buffersMb: number;
  readonly connections: number;
  readonly onStatement?: ((text: string) => void) | undefined;
  readonly onError: (error: Error) => void;
}

const STATEMENT_MS = 60_000;
const LIMITS: SessionLimits = { statementMs: STATEMENT_MS, idleInTransactionMs: STATEMENT_MS };

/** Opens the store that the configuration names; everything above sees only a Database. */
export async function openDatabase(options: StoreOptions): Promise<OpenDatabase> {
  return options.url === null ? openOwn(options) : openServer(options, options.url);
}

function openServer(options: StoreOptions, url: string): OpenDatabase {
  const pool = openPool({
    connection: {
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      onConnect: (client) => prepareSession(client, LIMITS),
      // The server's own word comes first, unless the connection died without one.
      query_timeout: STATEMENT_MS + 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: "simpul",
    },
    connections: options.connections,
    shared: true,
    onStatement: options.onStatement,
    onError: options.onError,
  });
  return { ...pool, connection: { kind: "server", url } };
}

/** One connection: behind the socket all would share one session and tread on each other. */
async function openOwn(options: StoreOptions): Promise<OpenDatabase> {
  const given = options.embedded;
  const server = given ?? (await openEmbedded(options.folder, options.buffersMb));
  let closing = false;
  void server.died.then((error) => {
    if (!closing) options.onError(error);
  });
  const pool = openPool({
    connection: { host: server.socketFolder, user: "postgres", database: "postgres" },
    connections: 1,
    shared: false,
    onStatement: options.onStatement,
    onError: options.onError,
  });
  return {
    ...pool,
    connection: { kind: "embedded", socketFolder: server.socketFolder },
    [Symbol.asyncDispose]: async () => {
      closing = true;
      await pool[Symbol.asyncDispose]();
      if (given === undefined) await server[Symbol.asyncDispose]();
    },
  };
}
