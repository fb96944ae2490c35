import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type EmbeddedServer, openEmbedded } from "../../src/db/embedded.ts";
import { serveStore } from "../../src/db/serve-store.ts";

const USER = { user: "postgres", database: "postgres" };

describe.runIf(inject("store") === "embedded")("the socket of the embedded store", () => {
  let folder: string;
  let server: EmbeddedServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "simpul-socket-"));
    server = await openEmbedded(folder, 16);
    const client = await connectClient();
    await client.query("create table kept (number integer primary key)");
    await client.end();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  async function connectClient(options: pg.ClientConfig = {}): Promise<pg.Client> {
    const client = new pg.Client({ host: server.socketFolder, ...USER, ...options });
    client.on("error", () => {});
    await client.connect();
    return client;
  }
  const connectRaw = (): Socket => connect(join(server.socketFolder, ".s.PGSQL.5432"));
  async function stored(): Promise<number[]> {
    const client = await connectClient();
    const { rows } = await client.query<{ number: number }>("select number from kept order by 1");
    await client.query("truncate kept");
    await client.end();
    return rows.map(({ number }) => number);
  }
  const insert = (number: number) => ({ text: "insert into kept values ($1)", values: [number] });

  test("answers a transaction that came at once, statement by statement", async () => {
    const client = await connectClient({ pipeline: true } as pg.ClientConfig);
    const answers = await Promise.all([
      client.query("begin"),
      client.query({ ...insert(1), name: "one" }),
      client.query({ ...insert(2), name: "one" }),
      client.query("select count(*)::integer as count from kept"),
      client.query("commit"),
    ]);
    expect(answers.map(({ command, rowCount }) => [command, rowCount])).toEqual([
      ["BEGIN", null],
      ["INSERT", 1],
      ["INSERT", 1],
      ["SELECT", 1],
      ["COMMIT", null],
    ]);
    expect(answers[3]?.rows).toEqual([{ count: 2 }]);
    await client.end();
    expect(await stored()).toEqual([1, 2]);
  });

  test("keeps nothing of one in which a statement failed, and says which", async () => {
    const client = await connectClient({ pipeline: true } as pg.ClientConfig);
    const said = await Promise.allSettled([
      client.query("begin"),
      client.query(insert(1)),
      client.query(insert(1)),
      client.query(insert(2)),
      client.query("commit"),
    ]);
    const codes = said.map((each) =>
      each.status === "fulfilled" ? each.value.command : each.reason.code,
    );
    expect(codes).toEqual(["BEGIN", "INSERT", "23505", "25P02", "ROLLBACK"]);
    await client.query(insert(3));
    await client.end();
    expect(await stored()).toEqual([3]);
  });

  test("takes messages in pieces, and large ones both ways", async () => {
    const raw = connectRaw();
    const received = gatherAnswer(raw);
    for (const byte of Buffer.concat([greeting(), query("select 41 + 1")])) {
      raw.write(Buffer.of(byte));
    }
    await received.until((text) => text.includes("SELECT 1"));
    expect(received.text()).toContain("42");
    raw.destroy();

    const client = await connectClient();
    const large = "knot ".repeat(400_000);
    const { rows } = await client.query("select $1::text as large, length($1::text) as length", [
      large,
    ]);
    expect(rows).toEqual([{ large, length: 2_000_000 }]);
    await client.end();
  });

  test("undoes what a client that went away had begun", async () => {
    const leaving = await connectClient();
    const other = await connectClient();
    await leaving.query("begin");
    await leaving.query(insert(1));
    const later = other.query(insert(2));
    socketOf(leaving).destroy();
    await later;
    await other.end();
    expect(await stored()).toEqual([2]);
  });

  test("holds nothing against a client that those before it have prepared or set", async () => {
    const before = await connectClient();
    await before.query({ name: "s0", text: "select 1 as one" });
    await before.query("set search_path to pg_catalog");
    await before.end();
    const after = await connectClient();
    expect((await after.query({ name: "s0", text: "select 2 as two" })).rows).toEqual([{ two: 2 }]);
    await after.query(insert(1));
    await after.end();
    expect(await stored()).toEqual([1]);
  });

  test("lets nobody into the transaction of another", async () => {
    const one = await connectClient();
    const other = await connectClient();
    await one.query("begin");
    const order: string[] = [];
    const later = other.query(insert(2)).then(() => order.push("other"));
    await one.query(insert(1));
    await one.query("select 1");
    await one.query("rollback").then(() => order.push("rollback"));
    await later;
    expect(order).toEqual(["rollback", "other"]);
    await one.end();
    await other.end();
    expect(await stored()).toEqual([2]);
  });

  test("answers what was asked before a farewell, and lives on", async () => {
    const raw = connectRaw();
    const received = gatherAnswer(raw);
    raw.write(Buffer.concat([greeting(), query("select 41 + 1"), Buffer.from("X\0\0\0\x04")]));
    await received.until((text) => text.includes("SELECT 1"));
    raw.destroy();
    expect(await stored()).toEqual([]);
  });

  test("closes on a client that speaks another protocol", async () => {
    const raw = connectRaw();
    raw.write(Buffer.from([0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 2]));
    await once(raw.resume(), "close");
    expect(await stored()).toEqual([]);
  });

  test("hangs up where the store ends instead of answering, and says so", async () => {
    const path = join(folder, "ended");
    const ended = new Error("memory access out of bounds");
    const store = {
      execProtocolRawStream: () => Promise.reject(ended),
      isInTransaction: () => false,
    };
    const failures: Error[] = [];
    await using _served = await serveStore(store, path, (error) => failures.push(error));
    const client = connect(path);
    client.on("error", () => {});
    client.write(Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]));
    await once(client, "close");
    expect(failures).toEqual([ended]);
  });
});

function socketOf(client: pg.Client): Socket {
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection
    .stream;
}

function greeting(): Buffer {
  const body = Buffer.from("\0\x03\0\0user\0postgres\0database\0postgres\0\0", "latin1");
  return Buffer.concat([lengthOf(body), body]);
}

function query(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  return Buffer.concat([Buffer.from("Q"), lengthOf(body), body]);
}

function lengthOf(body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return length;
}

function gatherAnswer(socket: Socket) {
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
  });
  return {
    text: () => text,
    async until(holds: (text: string) => boolean): Promise<void> {
      while (!holds(text)) await once(socket, "data");
    },
  };
}
