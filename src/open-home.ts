import type { Config } from "./config.ts";
import { type DataDir, openDataDir } from "./data-dir.ts";
import { type EmbeddedServer, openEmbedded } from "./db/embedded.ts";

/** This node's folder, and the store in it, which takes as long to open as the program to load. */
export interface Home extends AsyncDisposable {
  readonly dataDir: DataDir;
  /** Null where the configuration names a server. */
  readonly embedded: Promise<EmbeddedServer> | null;
}

/** Holds the folder and begins to open the store; whoever awaits that hears of its failure. */
export async function openHome(config: Config): Promise<Home> {
  const dataDir = await openDataDir(config.dataDir);
  const embedded =
    config.databaseUrl === null ? openEmbedded(dataDir.storeFolder, config.storeMb) : null;
  embedded?.catch(() => {});
  return {
    dataDir,
    embedded,
    async [Symbol.asyncDispose]() {
      const server = await embedded?.catch(() => undefined);
      await server?.[Symbol.asyncDispose]();
      dataDir[Symbol.dispose]();
    },
  };
}
