import type { Socket } from "node:net";
import type { FastifyRequest } from "fastify";

interface Last<Read> {
  readonly header: string | undefined;
  readonly read: Read;
}

/**
 * Reads the Authorization header. A client sends the same one with every call of a connection: it is
 * read, and what it holds hashed, once for all of them. What `read` throws is not remembered.
 */
export function makeAuthorizationReader<Read>(
  read: (header: string | undefined) => Read,
): (request: FastifyRequest) => Read {
  const lasts = new WeakMap<Socket, Last<Read>>();
  return ({ raw: { socket, headers } }) => {
    const header = headers.authorization;
    const last = lasts.get(socket);
    if (last !== undefined && last.header === header) return last.read;
    const now = { header, read: read(header) };
    lasts.set(socket, now);
    return now.read;
  };
}
