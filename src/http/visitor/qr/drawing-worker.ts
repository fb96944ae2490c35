/** Runs in a worker thread: draws what it is sent, one image after another. */
import { parentPort } from "node:worker_threads";
import { type Drawing, drawCode } from "./drawing.ts";

/** The image, or why there is none. */
export type Drawn = { readonly image: Uint8Array<ArrayBuffer> } | { readonly error: unknown };

parentPort?.on("message", (drawing: Drawing) => {
  parentPort?.postMessage(draw(drawing));
});

function draw(drawing: Drawing): Drawn {
  try {
    // A copy of its own: a small Buffer lies in memory that others share.
    return { image: new Uint8Array(drawCode(drawing)) };
  } catch (error) {
    return { error };
  }
}
