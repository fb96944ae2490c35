import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";

const LINE = /^HTTP\/1\.[01] (\d{3})(?: [^\r\n]*)?\r?\n/;

/**
 * The status of an answer's status line, interim answers (1xx) passed over; null where there is
 * none yet. For answers whose headers no parser takes, or that break off before their end.
 */
export function readStatusLine(head: string): number | null {
  let rest = head;
  for (;;) {
    const [, digits] = LINE.exec(rest) ?? [];
    if (digits === undefined) return null;
    const status = Number(digits);
    if (status >= 200) return status;
    const end = /\r?\n\r?\n/.exec(rest);
    if (end === null) return null;
    rest = rest.slice(end.index + end[0].length);
  }
}

/** The beginning of what a request's socket receives, as long as nobody stops it. */
export interface Head {
  text(): string;
  stop(): void;
}

/** Keeps at most `maxBytes` or little more, and sees each packet before the parser does. */
export function keepHead(request: ClientRequest, maxBytes: number): Head {
  const packets: Buffer[] = [];
  let bytes = 0;
  let socket: Socket | undefined;
  const keep = (packet: Buffer): void => {
    if (bytes < maxBytes) packets.push(packet);
    bytes += packet.length;
  };
  request.on("socket", (given) => {
    socket = given;
    socket.prependListener("data", keep);
  });
  return {
    text: () => Buffer.concat(packets).toString("latin1"),
    stop() {
      socket?.removeListener("data", keep);
      packets.length = 0;
    },
  };
}
