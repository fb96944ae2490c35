import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A way to a PostgreSQL server that can be cut, and mended at the same address. */
export interface StoreWay extends AsyncDisposable {
  /** The store's URL by this way. */
  readonly url: string;
  /** Breaks every connection and takes no more. */
  cut(): void;
  mend(): Promise<void>;
  /** From now on the store hears and nobody hears it: what it does then has an unknown outcome. */
  mute(): void;
  /** Hears what is sent to the store, by connection; false keeps it from the store. */
  hear: (connection: object, sent: Buffer) => boolean;
}

export async function openStoreWay(storeUrl: string): Promise<StoreWay> {
  const { hostname, port } = new URL(storeUrl);
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let muted = false;

  function join(client: Socket): void {
    const store = connect(Number(port || 5432), hostname);
    for (const [one, other] of [
      [client, store],
      [store, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.on("data", (sent: Buffer) => void (way.hear(client, sent) && store.write(sent)));
    store.on("data", (chunk: Buffer) => void (muted || client.write(chunk)));
  }

  async function listen(at: number): Promise<number> {
    muted = false;
    server = createServer(join).listen(at, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  const at = await listen(0);
  const url = new URL(storeUrl);
  url.hostname = "127.0.0.1";
  url.port = String(at);
  const way: StoreWay = {
    url: url.href,
    hear: () => true,
    cut() {
      server?.close();
      for (const socket of sockets) socket.destroy();
    },
    async mend() {
      await listen(at);
    },
    mute() {
      muted = true;
    },
    [Symbol.asyncDispose]: async () => way.cut(),
  };
  return way;
}
