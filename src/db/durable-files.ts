import { closeSync, fdatasyncSync, openSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type EmscriptenOptions = Parameters<NodeFS["init"]>[1];

/** What this file touches of Emscripten's node file system; its published types leave it out. */
interface HostFiles {
  readonly stream_ops: { fsync?: (stream: HostStream) => number };
  readonly realPath: (node: unknown) => string;
}
interface HostStream {
  readonly nfd?: number;
  readonly node: unknown;
}

/**
 * PGlite's folder store with the operation that Emscripten's NODEFS lacks: without it every fsync
 * of PostgreSQL does silently nothing, and a power cut can lose or break the store.
 */
export class DurableFiles extends NodeFS {
  readonly #onSync: () => void;

  constructor(folder: string, onSync: () => void) {
    super(folder);
    this.#onSync = onSync;
  }

  override async init(pg: PGlite, options: EmscriptenOptions): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pg, options);
    const addSync: NonNullable<EmscriptenOptions["preRun"]>[number] = (module) => {
      const files = module.FS.filesystems.NODEFS as unknown as HostFiles;
      files.stream_ops.fsync = (stream) => {
        if (stream.nfd === undefined) syncFolder(files.realPath(stream.node));
        else fdatasyncSync(stream.nfd);
        this.#onSync();
        return 0;
      };
    };
    const preRun = [...(emscriptenOpts.preRun ?? []), addSync];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/** A folder has no descriptor in Emscripten, yet a renamed WAL segment is safe only once it is flushed. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fdatasyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
