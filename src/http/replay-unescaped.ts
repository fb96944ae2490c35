import type { Server } from "node:http";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { escapeTarget } from "./request-target.ts";

/**
 * Sends a request to the server once more that Node's parser refused for bytes above 0x7F in its
 * target, which curl and some proxies send, with these bytes escaped. True where it does: the request
 * is, or will be, answered, and the connection closes after it.
 */
export function replayUnescaped(server: Server, error: Error, socket: Socket): boolean {
  if (!("code" in error && error.code === "HPE_INVALID_URL" && "rawPacket" in error)) return false;
  const packet = error.rawPacket;
  // An answer that is still under way on this connection would come after the one to this request.
  if (!Buffer.isBuffer(packet) || isAnswering(socket)) return false;
  const escaped = escapeTarget(packet);
  if (escaped === null) return false;
  server.emit("connection", new Replayed(socket, escaped));
  return true;
}

/** Node keeps the response that is under way here. */
function isAnswering(socket: Socket): boolean {
  return "_httpMessage" in socket && Boolean(socket._httpMessage);
}

/** A connection that begins with a packet of ours and goes on as the one it was taken from. */
class Replayed extends Duplex {
  readonly remoteAddress: string | undefined;
  readonly #socket: Socket;

  constructor(socket: Socket, first: Buffer) {
    super();
    this.remoteAddress = socket.remoteAddress;
    this.#socket = socket;
    // The parser that refused the request listens to these, and would refuse all that follows.
    for (const event of ["data", "end", "drain", "error"]) socket.removeAllListeners(event);
    socket.on("data", (chunk: Buffer) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
    this.push(first);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.#socket.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroySoon();
    done(error);
  }
}
