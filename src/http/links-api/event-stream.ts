import { Readable } from "node:stream";

/** Server-sent events to one client. */
export interface EventStream {
  /** What is answered. */
  readonly body: Readable;
  /** Never waits: a client that has too much waiting for it is cut off. */
  send(text: string): void;
  /** After what was sent. */
  end(): void;
  /** However it ended; at once where it has. */
  onClose(then: () => void): void;
}

const MOST_WAITING = 1024 * 1024;

export function openEventStream(): EventStream {
  const body = new Readable({ read() {} });
  let ended = false;
  const end = (): void => {
    if (!ended) body.push(null);
    ended = true;
  };
  return {
    body,
    send(text) {
      if (ended || body.destroyed) return;
      if (body.readableLength > MOST_WAITING) body.destroy();
      else body.push(text);
    },
    end,
    onClose(then) {
      if (body.destroyed) then();
      else body.once("close", then);
    },
  };
}
