import { connect } from "node:net";

/** All that came back on one connection, until the server closed it. */
export interface Heard {
  readonly text: string;
  /** The status of every answer, in order. */
  readonly statuses: readonly number[];
  /** False where we hung up, since the server kept the connection open. */
  readonly closed: boolean;
}

/** Writes bytes as they are, and listens; a server that says no must also hang up. */
export function speak(port: number, bytes: string | Buffer, patienceMs = 5_000): Promise<Heard> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const end = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(chunks).toString("latin1");
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) =>
        Number(status),
      );
      resolve({ text, statuses, closed });
    };
    const timer = setTimeout(() => end(false), patienceMs);
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("close", () => end(true));
    // A reset is a way to hang up.
    socket.on("error", () => {});
  });
}
