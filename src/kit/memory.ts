import { LRUCache } from "lru-cache";
import { Fault } from "./fault.ts";

export interface MemoryOptions<Value> {
  /** Asks the source. What it throws is not remembered. */
  readonly load: (key: string) => Promise<Value>;
  readonly maxBytes: number;
  /** Roughly what a value holds in memory, without its key. */
  readonly bytesOf: (value: Value) => number;
  /** How long a value may be kept; infinite unless told. */
  readonly keepMs?: (value: Value) => number;
}

/** Values of a slow source, by least recent use within a byte budget. */
export interface Memory<Value> {
  /** What is known and fresh; never waits. */
  peek(key: string): Value | undefined;
  /** Asks where nothing fresh is known, once for all who ask at a time. While the source is away, a stale value serves. */
  get(key: string): Promise<Value>;
  /** A load begun before this is answered to those who wait, but not kept. */
  forget(key: string): void;
  /** Everything is stale: it is asked again at its next use. */
  forgetAll(): void;
  readonly size: number;
}

interface Entry<Value> {
  readonly value: Value;
  readonly epoch: number;
}

const ENTRY_BYTES = 160;

export function makeMemory<Value>(options: MemoryOptions<Value>): Memory<Value> {
  const entries = new LRUCache<string, Entry<Value>>({
    maxSize: options.maxBytes,
    sizeCalculation: (entry, key) => options.bytesOf(entry.value) + key.length + ENTRY_BYTES,
  });
  const loading = new Map<string, Promise<Value>>();
  let epoch = 0;

  function peek(key: string): Value | undefined {
    const entry = entries.get(key);
    return entry !== undefined && entry.epoch === epoch ? entry.value : undefined;
  }

  async function load(key: string): Promise<Value> {
    const begunIn = epoch;
    const mine = options.load(key);
    loading.set(key, mine);
    try {
      const value = await mine;
      if (loading.get(key) === mine && begunIn === epoch) {
        const keepMs = options.keepMs?.(value) ?? Number.POSITIVE_INFINITY;
        const ttl = Number.isFinite(keepMs) ? { ttl: keepMs } : undefined;
        entries.set(key, { value, epoch }, ttl);
      }
      return value;
    } catch (error) {
      const stale = entries.peek(key);
      if (stale !== undefined && error instanceof Fault && error.code === "busy")
        return stale.value;
      throw error;
    } finally {
      if (loading.get(key) === mine) loading.delete(key);
    }
  }

  return {
    peek,
    async get(key) {
      // Not `??`: that there is nothing may be what is remembered.
      const value = peek(key);
      return value === undefined ? (loading.get(key) ?? load(key)) : value;
    },
    forget(key) {
      loading.delete(key);
      entries.delete(key);
    },
    forgetAll() {
      epoch += 1;
      loading.clear();
    },
    get size() {
      return entries.size;
    },
  };
}
