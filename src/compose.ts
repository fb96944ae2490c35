import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { makePlaces } from "./clicks/take-place.ts";
import type { Config } from "./config.ts";
import type { Context, Site } from "./context.ts";
import { type DataDir, loadAdminToken, openDataDir } from "./data-dir.ts";
import { openChanges } from "./db/changes.ts";
import type { OpenDatabase } from "./db/database.ts";
import { keepHouse } from "./db/keep-house.ts";
import { migrate } from "./db/migrate.ts";
import { openDatabase } from "./db/open.ts";
import { sql } from "./db/sql.ts";
import { adminApi } from "./http/admin-api/api.ts";
import { linksApi } from "./http/links-api/api.ts";
import { endpoints } from "./http/links-api/endpoints.ts";
import { makeOpenApi } from "./http/openapi.ts";
import { operations } from "./http/operations.ts";
import { buildServer } from "./http/server.ts";
import { makeVisitor } from "./http/visitor/handler.ts";
import { openQueue } from "./jobs/queue.ts";
import { type Clock, systemClock } from "./kit/clock.ts";
import type { Log } from "./kit/log.ts";
import { makeLinkFinder } from "./links/find-link.ts";
import { makeTryPassword } from "./links/try-password.ts";
import { makeMetrics } from "./metrics.ts";
import { makeAuthenticate } from "./workspaces/authenticate.ts";
import { rememberHosts, rememberWorkspaces } from "./workspaces/find-workspace.ts";
import { loadInstallationKeys } from "./workspaces/load-installation-keys.ts";
import { makeLastUse } from "./workspaces/record-last-use.ts";
import { makeTakeRequest } from "./workspaces/take-request.ts";

export interface ComposeOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: Clock;
  /** Hears the text of every statement. */
  readonly onStatement?: (text: string) => void;
}

/** The whole program, not yet listening. Disposing it stops everything in the right order. */
export interface App extends AsyncDisposable {
  readonly context: Context;
  readonly server: FastifyInstance;
  readonly adminToken: string;
  readonly dataDir: DataDir;
  listen(): Promise<AddressInfo>;
}

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const VERSION = "0.1.0";
const CONNECTIONS = 10;
const HEARTBEAT_MS = 2_000;
const READY_WITHIN_MS = 1_000;

/** Builds every part and joins them; the only place that knows all rooms. */
export async function compose(options: ComposeOptions): Promise<App> {
  const { config, log, clock = systemClock } = options;
  await using building = new AsyncDisposableStack();
  const dataDir = building.use(await openDataDir(config.dataDir));
  const metrics = makeMetrics({ cachedLinks: () => finder.size });
  const onStoreError = (error: Error): void => {
    metrics.storeFailed();
    log.warn({ err: error }, "the store failed or went away");
  };
  const db = building.use(await openStore(options, dataDir, onStoreError));
  const changes = building.use(
    await openChanges({ target: db.connection, onError: onStoreError, heartbeatMs: HEARTBEAT_MS }),
  );
  const queue = building.use(await openQueue(db, onStoreError));
  const context: Context = {
    db,
    changes,
    clock,
    log,
    enqueue: queue.enqueue,
    keys: await loadInstallationKeys(db, clock),
    site: siteOf(config),
    hosts: rememberHosts(db, changes),
    workspaces: rememberWorkspaces(db, changes),
  };
  const authenticate = makeAuthenticate(db, changes, context.workspaces);
  const takeRequest = makeTakeRequest(db, clock);
  const lastUse = building.use(makeLastUse(db, clock, onStoreError));
  const adminToken = await loadAdminToken(dataDir.path, config.adminToken);
  const finder = makeLinkFinder(context, config.cacheMb);
  const visitor = makeVisitor({
    context,
    finder,
    places: makePlaces(db),
    tryPassword: makeTryPassword(context),
    trustedProxies: config.trustedProxies,
  });
  const openApi = makeOpenApi(VERSION, config.publicOrigin);
  const server = await buildServer({
    visitor,
    log,
    apis: [
      openApi.documented(
        "links",
        linksApi({ context, authenticate, takeRequest, lastUse }, endpoints),
      ),
      openApi.documented("admin", adminApi({ context, adminToken })),
      openApi.pages,
      operations({ whyNotReady: () => whyNotReady(db), metrics, adminToken }),
    ],
  });
  building.defer(() => server.close());
  const open = building.move();
  return {
    context,
    server,
    adminToken,
    dataDir,
    async listen() {
      await server.listen({ port: config.port, host: config.host });
      return server.server.address() as AddressInfo;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function openStore(
  { config, onStatement }: ComposeOptions,
  dataDir: DataDir,
  onError: (error: Error) => void,
): Promise<OpenDatabase> {
  await using opening = new AsyncDisposableStack();
  const db = opening.use(
    await openDatabase({
      url: config.databaseUrl,
      folder: dataDir.storeFolder,
      buffersMb: config.storeMb,
      connections: CONNECTIONS,
      onStatement,
      onError,
    }),
  );
  await migrate(db.connection, MIGRATIONS);
  if (db.connection.kind === "embedded") {
    opening.use(keepHouse({ db, folder: dataDir.storeFolder, onError }));
  }
  const opened = opening.move();
  return { ...db, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

function siteOf(config: Config): Site {
  return {
    publicOrigin: config.publicOrigin,
    publicHost: new URL(config.publicOrigin).host,
    port: config.port,
    allowPrivateAddresses: config.allowPrivateAddresses,
    mail: config.smtpUrl !== null,
  };
}

async function whyNotReady(db: OpenDatabase): Promise<string | null> {
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => {
    late = setTimeout(() => resolve("the store does not answer"), READY_WITHIN_MS);
  });
  const asked = db
    .in("visit")
    .one(sql`select 1 as one`)
    .then(() => null)
    .catch(() => "the store is away");
  return Promise.race([asked, silence]).finally(() => clearTimeout(late));
}
