import type { PGlite } from "@electric-sql/pglite";

/** Parse, Bind, Describe, Execute and Close: nobody is answered before the Sync or Flush that follows. */
const HELD = new Set([..."PBDEC"].map((type) => type.charCodeAt(0)));
const STARTUP = 0;
const MOST_BYTES = 64 * 1024;

/**
 * The socket server runs each message of the protocol for itself, and sends each part of an answer
 * for itself, and every write wakes a thread. This runs a statement's messages at once, and answers
 * what came together with one write. Only for one connection at a time, as the store is used anyway.
 */
export function gatherMessages(store: PGlite): void {
  const run = store.execProtocolRawStream.bind(store);
  const answer = gatherAnswers();
  let held: Uint8Array[] = [];
  store.execProtocolRawStream = async (message, options) => {
    const type = message[0];
    if (type === STARTUP) held = []; // what a connection that went away left behind
    held.push(message);
    if (type !== undefined && HELD.has(type)) return;
    const messages = held.length === 1 ? message : Buffer.concat(held);
    held = [];
    answer.to(options.onRawData);
    await run(messages, { ...options, onRawData: answer.add });
  };
}

function gatherAnswers() {
  let send: (data: Uint8Array) => void = () => {};
  const gathered = new Uint8Array(MOST_BYTES);
  let bytes = 0;
  let waiting = false;
  const flush = (): void => {
    if (bytes > 0) send(gathered.subarray(0, bytes));
    bytes = 0;
  };
  return {
    to(receiver: (data: Uint8Array) => void): void {
      send = receiver;
      if (waiting) return;
      waiting = true;
      setImmediate(() => {
        waiting = false;
        flush();
      });
    },
    /** The part is the store's own memory, and good only for now: the receiver copies all it is sent. */
    add(part: Uint8Array): void {
      if (bytes + part.length > MOST_BYTES) flush();
      if (part.length > MOST_BYTES) {
        send(part);
        return;
      }
      gathered.set(part, bytes);
      bytes += part.length;
    },
  };
}
