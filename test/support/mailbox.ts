import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail as it came in over SMTP, and for whom. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly from: string;
  readonly parsed: ParsedMail;
}

export interface Mailbox extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** Recipients that a client offered, those refused too. */
  readonly offered: readonly string[];
  /** What is answered instead of 250, by recipient. */
  readonly refuse: Map<string, number>;
}

const USER = "links";
const PASSWORD = "se/cret";

/** A real SMTP server on a port of its own, which takes a password and keeps what comes. */
export async function openMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  const offered: string[] = [];
  const refuse = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      if (username === USER && password === PASSWORD) done(null, { user: username });
      else done(Object.assign(new Error("Wrong password"), { responseCode: 535 }));
    },
    onRcptTo: ({ address }, _session, done) => {
      offered.push(address);
      const responseCode = refuse.get(address);
      if (responseCode === undefined) done();
      else done(Object.assign(new Error(`<${address}> is not here`), { responseCode }));
    },
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then((parsed) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        received.push({ to, from, parsed });
        done();
      }, done);
    },
  });
  server.on("error", () => {});
  const { port } = await new Promise<AddressInfo>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () =>
      resolve(listening.address() as AddressInfo),
    );
  });
  return {
    url: `smtp://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    received,
    offered,
    refuse,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export type BadManner = "silent" | "drops the greeting" | "drops the data";

/** A server that does not do its part, and how many came to it. */
export async function openBadServer(
  manner: BadManner,
): Promise<AsyncDisposable & { readonly url: string; readonly visits: () => number }> {
  let visits = 0;
  const server: Server = createServer((socket) => {
    visits += 1;
    socket.on("error", () => {});
    if (manner === "silent") return;
    if (manner === "drops the greeting") return void socket.destroy();
    socket.write("220 here\r\n");
    socket.on("data", (chunk) => {
      const said = String(chunk);
      if (/^DATA/m.test(said)) socket.write("354 go on\r\n");
      else if (/^\.\r\n/m.test(said)) socket.destroy();
      else if (/^(?:EHLO|HELO|MAIL|RCPT)/m.test(said)) socket.write("250 yes\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    visits: () => visits,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}
