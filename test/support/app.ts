import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll } from "vitest";
import { type App, compose } from "../../src/compose.ts";
import { type Environment, readConfig } from "../../src/config.ts";
import type { Clock } from "../../src/kit/clock.ts";
import { refuseUndistributable } from "./distributable.ts";
import { dropStorePlace, makeStorePlace, type StorePlace } from "./store.ts";

export interface TestAppOptions {
  readonly env?: Environment;
  readonly clock?: Clock;
  readonly appFolder?: string;
}

export const ADMIN_TOKEN = "an-admin-token-for-tests";

/** The settings a test's app starts with: its own folder and store, quiet, no port yet. */
async function testConfig(place: StorePlace, folder: string, env: Environment) {
  return readConfig({
    SIMPUL_DATA_DIR: place.url === null ? place.folder : folder,
    SIMPUL_ADMIN_TOKEN: ADMIN_TOKEN,
    SIMPUL_PUBLIC_URL: "http://localhost:8080",
    PORT: "0",
    ...(place.url !== null && { DATABASE_URL: place.url }),
    ...env,
  });
}

/** Composes the whole program on an own store, without a port. Every statement is held to the rules of a cluster. */
export async function openTestApp(place: StorePlace, options: TestAppOptions = {}): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-app-"));
  const app = await compose({
    config: await testConfig(place, folder, options.env ?? {}),
    log: pino({ level: "silent" }),
    onStatement: refuseUndistributable,
    ...(options.clock !== undefined && { clock: options.clock }),
    ...(options.appFolder !== undefined && { appFolder: options.appFolder }),
  });
  return {
    ...app,
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One app for the tests of this file; each test makes its own workspace in it. */
export function useApp(options: TestAppOptions = {}): { readonly app: App } {
  let app: App | undefined;
  let place: StorePlace | undefined;
  beforeAll(async () => {
    place = await makeStorePlace();
    app = await openTestApp(place, options);
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    if (place !== undefined) await dropStorePlace(place);
  });
  return {
    get app() {
      if (app === undefined) throw new Error("the app is built before the first test");
      return app;
    },
  };
}
