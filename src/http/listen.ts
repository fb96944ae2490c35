import type { AddressInfo } from "node:net";
import type { HttpServer } from "./server.ts";

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
}

/** The address or the port cannot be had; the message says which variable to change. */
export class CannotListen extends Error {
  override readonly name = "CannotListen";
}

/** Listens and returns the address, whose port is the system's choice where 0 was asked. */
export async function listen(server: HttpServer, at: ListenOptions): Promise<AddressInfo> {
  try {
    await server.listen({ ...at });
  } catch (error) {
    const reason = whyNot((error as NodeJS.ErrnoException).code, at);
    throw reason === null ? error : new CannotListen(reason, { cause: error });
  }
  return server.server.address() as AddressInfo;
}

/** Returns the message for an error code of `listen`; null where the code says nothing of the address. */
export function whyNot(code: string | undefined, { host, port }: ListenOptions): string | null {
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} of ${host} is in use by another process: stop it, or set PORT to another one`;
    case "EACCES":
    case "EPERM":
      return `this user may not listen on port ${port}: set PORT to one above 1023, or allow it to the user`;
    case "EADDRNOTAVAIL":
    case "EINVAL":
      return `${host} is not an address of this machine: set HOST to one, or to 0.0.0.0 for all`;
    case "EAFNOSUPPORT":
      return `this machine has no IPv6, which HOST ${host} needs: set HOST to an IPv4 address`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the name ${host} leads to no address: set HOST to an address of this machine`;
    default:
      return null;
  }
}

/** Returns the origin under which a server that listens here is reached, from this machine. */
export function originOf({ host, port }: ListenOptions): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
