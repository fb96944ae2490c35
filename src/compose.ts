import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { findUsers } from "./audience/find-user.ts";
import { lockPeople } from "./audience/lock-people.ts";
import { openWrites } from "./audience/open-writes.ts";
import { resumePhoneReadings } from "./audience/read-phones-again.ts";
import { makeRecordPersonClicks } from "./audience/record-person-clicks.ts";
import { makeRunOnce } from "./audience/run-once.ts";
import { loadCountries } from "./clicks/load-countries.ts";
import { openCounting } from "./clicks/open-counting.ts";
import { makePlaces } from "./clicks/take-place.ts";
import type { Config } from "./config.ts";
import type { Context, Site } from "./context.ts";
import { type DataDir, loadAdminToken } from "./data-dir.ts";
import { whyStoreIsAway } from "./db/ask-store.ts";
import { openChanges } from "./db/changes.ts";
import type { OpenDatabase } from "./db/database.ts";
import { keepHouse } from "./db/keep-house.ts";
import { openLease } from "./db/lease.ts";
import { migrate, withStartLock } from "./db/migrate.ts";
import { openDatabase } from "./db/open.ts";
import { type FirstStart, makeFirstStart } from "./first-start.ts";
import { adminApi } from "./http/admin-api/api.ts";
import { serveApp } from "./http/app/serve-app.ts";
import { audienceApi } from "./http/audience-api/api.ts";
import { endpoints as audienceEndpoints } from "./http/audience-api/endpoints.ts";
import { makeClientReader } from "./http/client-address.ts";
import { linksApi } from "./http/links-api/api.ts";
import { endpoints as linksEndpoints } from "./http/links-api/endpoints.ts";
import { listen } from "./http/listen.ts";
import { unsubscribePages } from "./http/mail-pages/unsubscribe.ts";
import { makeOpenApi } from "./http/openapi.ts";
import { operations } from "./http/operations.ts";
import { buildServer, type HttpServer } from "./http/server.ts";
import { makeSessionDoor } from "./http/session-door.ts";
import { makeVisitor } from "./http/visitor/handler.ts";
import { openDrawer } from "./http/visitor/qr/open-drawer.ts";
import { encodeWebhook } from "./http/webhooks/encode-webhook.ts";
import { workspaceApi } from "./http/workspace-api/api.ts";
import { endpoints as workspaceEndpoints } from "./http/workspace-api/endpoints.ts";
import { type Deliverer, NO_DELIVERIES, startDeliverer } from "./jobs/deliverer.ts";
import { MOST_TO_ONE } from "./jobs/dispatcher.ts";
import { handlers } from "./jobs/handlers.ts";
import { openQueue, type Queue } from "./jobs/queue.ts";
import { sweepList } from "./jobs/sweep-list.ts";
import { startSweeps } from "./jobs/sweeps.ts";
import { startWorker } from "./jobs/worker.ts";
import { reachOf } from "./kit/address-guard.ts";
import { type Clock, systemClock } from "./kit/clock.ts";
import type { Log } from "./kit/log.ts";
import { type Mailer, openMailer } from "./kit/mailer.ts";
import { openConnections } from "./kit/outgoing.ts";
import { findGroupNames } from "./links/find-group-names.ts";
import { makeLinkFinder } from "./links/find-link.ts";
import { findShortUrls } from "./links/find-short-urls.ts";
import { makeTryPassword } from "./links/try-password.ts";
import { makeSamples } from "./make-samples.ts";
import { makeSessions } from "./members/find-session.ts";
import { makeMetrics } from "./metrics.ts";
import { makeRecordCrossings } from "./notifications/record-crossings.ts";
import { makeRecordPushAnswer } from "./notifications/record-push-answer.ts";
import type { SendParts } from "./notifications/send-webhook.ts";
import { type Home, openHome } from "./open-home.ts";
import { makeFollowClicks } from "./statistics/follow-clicks.ts";
import { SYSTEM } from "./workspaces/audit.ts";
import { makeAuthenticate } from "./workspaces/authenticate.ts";
import { rememberHosts, rememberWorkspaces } from "./workspaces/find-workspace.ts";
import { listWorkspaces } from "./workspaces/list-workspaces.ts";
import { loadInstallationKeys } from "./workspaces/load-installation-keys.ts";
import { makeLastUse } from "./workspaces/record-last-use.ts";
import { makeTakeRequest } from "./workspaces/take-request.ts";

export interface ComposeOptions {
  readonly config: Config;
  readonly log: Log;
  /** Opened before, as it needs little of the program; disposed with the app. */
  readonly home?: Home;
  readonly clock?: Clock;
  /** Hears the text of every statement. */
  readonly onStatement?: (text: string) => void;
  /** False: visits are written down and wait; nobody counts them. */
  readonly counts?: boolean;
  /** Where the built dashboard is. */
  readonly appFolder?: string;
}

/** The whole program, not yet listening. Disposing it stops everything in the right order. */
export interface App extends AsyncDisposable {
  readonly context: Context;
  readonly server: HttpServer;
  readonly adminToken: string;
  readonly dataDir: DataDir;
  /** Listens; only then does work in the background begin. */
  listen(): Promise<AddressInfo>;
  /** Makes the first workspace with its keys; null on every later start. */
  firstStart(): Promise<FirstStart | null>;
}

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const APP_FOLDER = fileURLToPath(new URL("../dist/app/", import.meta.url));
const VERSION = "0.1.0";
const MIB = 1024 * 1024;
const CONNECTIONS = 10;
/** To one push service: most browsers share three. */
const PUSH_CONNECTIONS = 32;
const HEARTBEAT_MS = 2_000;
const READY_WITHIN_MS = 1_000;

/** Builds every part and joins them; the only place that knows all rooms. */
export async function compose(options: ComposeOptions): Promise<App> {
  const { config, log, clock = systemClock, counts = true, appFolder = APP_FOLDER } = options;
  await using building = new AsyncDisposableStack();
  const home = building.use(options.home ?? (await openHome(config)));
  const { dataDir } = home;
  const countries = loadCountries(); // read while the store opens
  const metrics = makeMetrics({
    cachedLinks: () => finder.size,
    counting: () => counting.state(),
    deliveries: () => deliverer?.state() ?? NO_DELIVERIES,
  });
  let deliverer: Deliverer | undefined;
  const onStoreError = (error: Error): void => {
    metrics.storeFailed();
    log.warn({ err: error }, "the store failed or went away");
  };
  const db = building.use(await openStore(options, home, onStoreError));
  const changes = building.use(
    await openChanges({ target: db.connection, onError: onStoreError, heartbeatMs: HEARTBEAT_MS }),
  );
  const queue = building.use(await prepareQueue(db, onStoreError));
  const mailer = await openConfiguredMailer(config);
  if (mailer !== null) building.use(mailer);
  const reach = reachOf(config.allowPrivateAddresses);
  const context: Context = {
    db,
    changes,
    clock,
    log,
    enqueue: queue.enqueue,
    enqueueDeliveries: queue.deliveries.enqueue,
    keys: await loadInstallationKeys(db, clock),
    site: siteOf(config),
    hosts: rememberHosts(db, changes),
    workspaces: rememberWorkspaces(db, changes),
    actor: SYSTEM,
    mailer,
    pushConnections: building.use(openConnections(reach, PUSH_CONNECTIONS)),
    recordPushAnswer: makeRecordPushAnswer({ clock, log, count: metrics.pushAnswered }),
  };
  const recordPersonClicks = makeRecordPersonClicks({ clock, findShortUrls, findGroupNames });
  const counting = building.use(
    await openCounting({
      ctx: context,
      folder: dataDir.journalFolder,
      maxBytes: config.journalMb * MIB,
      partners: { lockPeople, steps: [makeRecordCrossings(context), recordPersonClicks] },
      countries,
    }),
  );
  const authenticate = makeAuthenticate(db, changes, context.workspaces);
  const takeRequest = makeTakeRequest(db, clock);
  const lastUse = building.use(makeLastUse(db, clock, onStoreError));
  const adminToken = await loadAdminToken(dataDir.path, config.adminToken);
  const finder = makeLinkFinder(context, config.cacheMb);
  const writes = openWrites(context);
  const sessions = building.use(makeSessions(context, onStoreError));
  const door = makeSessionDoor(context, sessions);
  const callers = { context, authenticate, takeRequest, lastUse, door };
  const readClient = makeClientReader(config.trustedProxies);
  const send = building.use(openSending(context));
  const openApi = makeOpenApi(VERSION, config.publicOrigin);
  const server = await buildServer({
    visitor: makeVisitor({
      context,
      finder,
      places: makePlaces(db),
      tryPassword: makeTryPassword(context),
      knowAgent: counting.knowAgent,
      recordVisit: counting.recordVisit,
      drawer: building.use(openDrawer()),
      trustedProxies: config.trustedProxies,
    }),
    log,
    answered: metrics.answered,
    apis: [
      openApi.documented(
        "links",
        linksApi(
          { ...callers, followClicks: makeFollowClicks({ ...context, findUsers }) },
          linksEndpoints,
        ),
      ),
      openApi.documented(
        "audience",
        audienceApi({ ...callers, writes, runOnce: makeRunOnce(writes) }, audienceEndpoints),
      ),
      openApi.documented("admin", adminApi({ context, adminToken, send })),
      openApi.documented(
        "workspace",
        workspaceApi({ context, sessions, door, readClient, send }, workspaceEndpoints),
      ),
      unsubscribePages(context),
      serveApp(appFolder),
      openApi.pages,
      operations({
        whyNotReady: () => whyStoreIsAway(db, READY_WITHIN_MS),
        troubles: () => counting.state().troubles,
        metrics,
        adminToken,
      }),
    ],
  });
  building.defer(() => server.close());
  const running = building.move();
  return {
    context,
    server,
    adminToken,
    dataDir,
    async listen() {
      const address = await listen(server, config);
      if (counts) counting.start();
      await resumePhoneReadings(context);
      await startWorker(queue, context, handlers);
      deliverer = running.use(
        startDeliverer({
          ctx: context,
          queue: queue.deliveries,
          lease: openLease(db, "webhooks"),
          send: openSending(context),
        }),
      );
      const listWorkspaceIds = async () => (await listWorkspaces(context)).map(({ id }) => id);
      const sweeps = sweepList(config);
      running.use(startSweeps({ ctx: context, sweeps, listWorkspaceIds }));
      return address;
    },
    firstStart: () => makeFirstStart(context, makeSamples(writes), dataDir.path),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Connections to the receivers of webhooks; whoever sends has their own, and waits for nobody else's. */
function openSending({ clock, site }: Context): SendParts & Disposable {
  const connections = openConnections(reachOf(site.allowPrivateAddresses), MOST_TO_ONE);
  return {
    clock,
    connections,
    encode: encodeWebhook,
    [Symbol.dispose]: () => connections[Symbol.dispose](),
  };
}

/** Of several nodes that start at once on a new database one makes the queues. */
function prepareQueue(db: OpenDatabase, onError: (error: Error) => void): Promise<Queue> {
  return db.shared
    ? withStartLock(db.connection, () => openQueue(db, onError))
    : openQueue(db, onError);
}

async function openStore(
  { config, onStatement }: ComposeOptions,
  { dataDir, embedded }: Home,
  onError: (error: Error) => void,
): Promise<OpenDatabase> {
  await using opening = new AsyncDisposableStack();
  const db = opening.use(
    await openDatabase({
      url: config.databaseUrl,
      folder: dataDir.storeFolder,
      embedded: (await embedded) ?? undefined,
      buffersMb: config.storeMb,
      connections: CONNECTIONS,
      onStatement,
      onError,
    }),
  );
  await migrate(db.connection, MIGRATIONS);
  if (db.connection.kind === "embedded") {
    opening.use(keepHouse({ db, onError }));
  }
  const opened = opening.move();
  return { ...db, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

function openConfiguredMailer({ smtpUrl: url, mailFrom: from }: Config): Promise<Mailer | null> {
  return url === null || from === null ? Promise.resolve(null) : openMailer({ url, from });
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
