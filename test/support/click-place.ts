import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/open.ts";
import { cloneDatabase, copyFolder, dropDatabase } from "./template.ts";

/** Where a server process keeps what it must not lose. */
export interface ClickPlace extends AsyncDisposable {
  readonly dataDir: string;
  /** Null where the store is in the data directory. */
  readonly databaseUrl: string | null;
}

export async function makeClickPlace(store: "embedded" | "postgres"): Promise<ClickPlace> {
  const server = process.env["TEST_DATABASE_URL"];
  if (store === "postgres" && server === undefined) {
    throw new Error("TEST_DATABASE_URL names no server");
  }
  const onServer = store === "postgres" && server !== undefined;
  const dataDir = onServer ? await mkdtemp(join(tmpdir(), "simpul-clicks-")) : await copyFolder();
  const databaseUrl = onServer ? await cloneDatabase(server) : null;
  return {
    dataDir,
    databaseUrl,
    [Symbol.asyncDispose]: async () => {
      if (databaseUrl !== null) await dropDatabase(databaseUrl);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the store's tables say of the clicks of a workspace. */
export interface StoredClicks {
  /** By the number that the last click was given. */
  readonly ledger: number;
  /** Single clicks. */
  readonly raw: number;
  /** By the links' counters. */
  readonly clicks: number;
  readonly people: number;
  readonly forwards: number;
  /** The numbers of the visits behind the clicks after `since`, as their visitors gave them. */
  readonly visits: readonly number[];
}

/** Straight from the tables; an embedded store must be closed. */
export async function readClicks(
  { dataDir, databaseUrl }: Pick<ClickPlace, "dataDir" | "databaseUrl">,
  workspaceIdx: number,
  since = 0,
): Promise<StoredClicks> {
  await using db = await openDatabase({
    url: databaseUrl,
    folder: join(dataDir, "store"),
    buffersMb: 16,
    connections: 1,
    onError: () => {},
  });
  const values = [workspaceIdx];
  const sums = await db.one<Omit<StoredClicks, "visits">>({ text: SUMS, values, foreign: true });
  if (sums === undefined) throw new Error("sums are always one row");
  const rows = await db.all<{ source: string }>({
    text: "select utm_source as source from click where workspace_id = $1 and click_id > $2",
    values: [workspaceIdx, since],
    foreign: true,
  });
  return { ...sums, visits: rows.map(({ source }) => Number(source)) };
}

const SUMS = `
  select coalesce((select clicks from click_ledger where workspace_id = $1), 0)::bigint as ledger,
         (select count(*) from click where workspace_id = $1) as raw,
         (select coalesce(sum(clicks), 0) from link_click where workspace_id = $1)::bigint as clicks,
         (select coalesce(sum(people), 0) from link_click where workspace_id = $1)::bigint as people,
         (select coalesce(sum(forwards), 0) from link_forward
           where workspace_id = $1)::bigint as forwards`;
