import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type BenchClient, type Keys, makeClient, makeKeys } from "./client.ts";
import type { Figure } from "./figure.ts";
import type { Scale } from "./scale.ts";
import { startSimpul } from "./servers.ts";

/** What every figure is handed. */
export interface Bench {
  readonly scale: Scale;
  /** A PostgreSQL that lets us make databases; null: figures that need one are left out. */
  readonly serverUrl: string | null;
  readonly say: (text: string) => void;
  /** A data directory of its own with a store that is ready and empty, gone with the bench. */
  makeDataDir(): Promise<string>;
  /** A data directory that nothing was written into yet. */
  makeEmptyDataDir(): Promise<string>;
  writeLines(lines: readonly string[]): Promise<string>;
  /** A closed store with many links, made once: each figure is handed a copy of its own. */
  copyManyLinks(): Promise<ManyLinks & AsyncDisposable>;
}

/** Takes one or more figures. `--only` chooses by the name. */
export interface FigureMaker {
  readonly name: string;
  readonly take: (bench: Bench) => Promise<readonly Figure[]>;
}

interface ManyLinks {
  readonly dataDir: string;
  readonly keys: Keys;
  readonly groups: { readonly large: number; readonly small: number };
  readonly paths: readonly string[];
  readonly pathsFile: string;
}

type BenchParts = Pick<Bench, "scale" | "serverUrl" | "say"> & { readonly folder: string };

export function makeBench({ folder, ...parts }: BenchParts): Bench {
  let readyStore: Promise<string> | undefined;
  let manyLinks: Promise<ManyLinks> | undefined;
  const makeFolder = (kind: string): Promise<string> => mkdtemp(join(folder, `${kind}-`));
  const bench: Bench = {
    ...parts,
    async makeDataDir() {
      readyStore ??= makeReadyStore(await makeFolder("ready"));
      return copyStore(await readyStore, await makeFolder("data"));
    },
    makeEmptyDataDir: () => makeFolder("data"),
    async writeLines(lines) {
      const file = join(await makeFolder("lines"), "lines.txt");
      await writeFile(file, lines.join("\n"));
      return file;
    },
    async copyManyLinks() {
      manyLinks ??= makeManyLinks(bench);
      const made = await manyLinks;
      const dataDir = await copyStore(made.dataDir, await makeFolder("data"));
      const remove = () => rm(dataDir, { recursive: true });
      return { ...made, dataDir, [Symbol.asyncDispose]: remove };
    },
  };
  return bench;
}

/** A server makes tables and queues only once for all copies. */
async function makeReadyStore(dataDir: string): Promise<string> {
  await using _ = await startSimpul({ dataDir });
  return dataDir;
}

async function copyStore(from: string, to: string): Promise<string> {
  await cp(from, to, {
    recursive: true,
    // A copy writes a journal of its own: two of one id would take each other for a twin.
    filter: (path) => relative(from, path) !== "journal",
  });
  return to;
}

async function makeManyLinks(bench: Bench): Promise<ManyLinks> {
  return withNewStore(bench, async (client, { dataDir, keys }) => {
    const large = await client.createGroup("large");
    const small = await client.createGroup("small");
    const paths = await client.createLinks("bench-", bench.scale.links, { grpIdx: large });
    await client.createLinks("small-", 10, { grpIdx: small });
    const pathsFile = await bench.writeLines(paths);
    return { dataDir, keys, groups: { large, small }, paths, pathsFile };
  });
}

interface NewStore {
  readonly dataDir: string;
  readonly keys: Keys;
}

/** Fills a new store through a server, and stops that. */
export async function withNewStore<Filled>(
  bench: Bench,
  fill: (client: BenchClient, store: NewStore) => Promise<Filled>,
): Promise<Filled> {
  const dataDir = await bench.makeDataDir();
  await using server = await startSimpul({ dataDir });
  const keys = await makeKeys(server.origin);
  // The server must live until it is done.
  return await fill(makeClient(server.origin, keys), { dataDir, keys });
}
