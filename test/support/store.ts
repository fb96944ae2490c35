import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import type { OpenDatabase } from "../../src/db/database.ts";
import { openDatabase } from "../../src/db/open.ts";
import { refuseUndistributable } from "./distributable.ts";
import { cloneDatabase, copyFolder, dropDatabase } from "./template.ts";

/** Where a test file's own store is: in a data directory, or a database of the server under test. */
export interface StorePlace {
  readonly url: string | null;
  readonly folder: string;
}

/** Makes an empty, migrated store of the kind that this run is about. */
export async function makeStorePlace(): Promise<StorePlace> {
  if (inject("store") === "embedded") return { url: null, folder: await copyFolder() };
  const server = process.env["TEST_DATABASE_URL"];
  if (server === undefined) throw new Error("TEST_DATABASE_URL names no server");
  return { url: await cloneDatabase(server), folder: "" };
}

export async function dropStorePlace(place: StorePlace): Promise<void> {
  if (place.url === null) await rm(place.folder, { recursive: true, force: true });
  else await dropDatabase(place.url);
}

/** Every statement a test runs is held against the rules for a cluster. */
export async function openStorePlace(place: StorePlace): Promise<OpenDatabase> {
  return openDatabase({
    url: place.url,
    folder: join(place.folder, "store"),
    buffersMb: 16,
    connections: 8,
    onStatement: refuseUndistributable,
    // A test that breaks the connection on purpose asserts what its callers hear.
    onError: () => {},
  });
}

/** One store for the tests of this file; where one of them failed it is kept, and its place told. */
export function useStore(): { readonly db: OpenDatabase; readonly place: StorePlace } {
  let db: OpenDatabase | undefined;
  let place: StorePlace | undefined;
  let failed = false;
  beforeAll(async () => {
    place = await makeStorePlace();
    db = await openStorePlace(place);
  });
  afterEach(({ task }) => {
    failed ||= task.result?.state === "fail";
  });
  afterAll(async () => {
    await db?.[Symbol.asyncDispose]();
    if (place === undefined) return;
    if (failed) process.stderr.write(`The store is kept: ${place.url ?? place.folder}\n`);
    else await dropStorePlace(place);
  });
  return {
    get db() {
      if (db === undefined) throw new Error("the store opens before the first test");
      return db;
    },
    get place() {
      if (place === undefined) throw new Error("the store is made before the first test");
      return place;
    },
  };
}
