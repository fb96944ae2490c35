import { Worker } from "node:worker_threads";
import { Fault } from "../../../kit/fault.ts";
import type { Drawing } from "./drawing.ts";
import type { Drawn } from "./drawing-worker.ts";

/** Draws QR codes beside the main thread. */
export interface Drawer extends AsyncDisposable {
  /** Waits for its turn; a queue that is full is refused as "busy". */
  draw(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>>;
}

interface Order {
  readonly drawing: Drawing;
  readonly resolve: (image: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_WAITING = 64;
/** A thread takes some 15 MB, so there is none while nobody asks. */
const IDLE_MS = 10_000;
const MOST_MB = 64;

/** One thread, from the first code asked for until a while after the last. */
export function openDrawer(): Drawer {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let current: Order | undefined;
  const waiting: Order[] = [];

  function next(): void {
    if (current !== undefined) return;
    current = waiting.shift();
    if (current === undefined) {
      idle = setTimeout(() => void stop(), IDLE_MS).unref();
      return;
    }
    clearTimeout(idle);
    worker ??= start();
    worker.postMessage(current.drawing);
  }

  function start(): Worker {
    const started = new Worker(new URL("./drawing-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    });
    started.on("message", (drawn: Drawn) => {
      settle((order) =>
        "image" in drawn ? order.resolve(drawn.image) : order.reject(drawn.error),
      );
    });
    // A thread that died takes the order under way with it; the next one begins anew.
    const lost = (error: unknown): void => {
      if (worker !== started) return;
      worker = undefined;
      settle((order) => order.reject(error));
    };
    started.on("error", lost);
    started.on("exit", (code) => lost(new Error(`the drawing thread ended with ${code}`)));
    started.unref();
    return started;
  }

  function settle(tell: (order: Order) => void): void {
    const order = current;
    current = undefined;
    if (order !== undefined) tell(order);
    next();
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  }

  return {
    draw(drawing) {
      if (waiting.length >= MOST_WAITING) return Promise.reject(new Fault("busy"));
      return new Promise((resolve, reject) => {
        waiting.push({ drawing, resolve, reject });
        next();
      });
    },
    async [Symbol.asyncDispose]() {
      for (const { reject } of waiting.splice(0)) reject(new Fault("busy"));
      current?.reject(new Fault("busy"));
      current = undefined;
      await stop();
    },
  };
}
