import { connect, type Socket } from "node:net";
import { beforeAll, expect, test, vi } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source, SUCCESS } from "../../support/audience.ts";
import { PATIENT } from "../../support/patient.ts";

const running = useApp();
const USERS = 10_000;
/** More than all buffers between the store and a client hold together. */
const ALL_BYTES = USERS * 3_200;
const MOST_BYTES = 8 * 1024 * 1024;

let port = 0;
let source: Source;
const sockets: Socket[] = [];

beforeAll(async () => {
  ({ port } = await running.app.listen());
  running.app.server.server.on("connection", (socket) => sockets.push(socket));
  source = await makeSource(running.app);
  const { db, workspace } = source.workspace.context;
  const at = new Date("2026-03-01T05:00:00Z");
  await db.run(sql`
    insert into profile (workspace_id, euid, properties, created_at, updated_at)
    select ${workspace.id}::bigint, nextval('euid_number'),
           jsonb_build_object('note', repeat(md5(n::text), 100)),
           ${at}::timestamptz, ${at}::timestamptz
      from generate_series(1, ${USERS}::integer) as n
    returning euid`);
});

test("an export that is hardly read waits for its reader, and holds nobody up", async () => {
  const reader = connect(port, "127.0.0.1");
  reader.write(
    `GET /v1/user/export HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ${source.workspace.basic}\r\n\r\n`,
  );
  await new Promise((resolve) => reader.once("readable", resolve));
  expect(String(reader.read(15))).toBe("HTTP/1.1 200 OK");

  const sending = await vi.waitUntil(
    () => sockets.find((socket) => socket.writableNeedDrain),
    PATIENT,
  );
  const sent = sending.bytesWritten;
  expect(sent).toBeGreaterThan(0);
  const euid = await source.newUser();
  for (let at = 0; at < 20; at += 1) {
    reader.read(1);
    expect(await source.set(euid, { at })).toStrictEqual(SUCCESS);
  }
  expect(sending.bytesWritten).toBeLessThan(sent + MOST_BYTES);
  expect(sent + MOST_BYTES).toBeLessThan(ALL_BYTES);

  reader.destroy();
  await vi.waitUntil(() => sending.destroyed, PATIENT);
  expect(await source.properties(euid)).toStrictEqual({ at: 19 });
});

test("an export that is not read does not keep a server that stops from closing its store", async () => {
  const reader = connect(port, "127.0.0.1");
  reader.write(
    `GET /v1/user/export HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ${source.workspace.basic}\r\n\r\n`,
  );
  const sending = await vi.waitUntil(
    () => sockets.find((socket) => socket.writableNeedDrain),
    PATIENT,
  );
  await running.app.server.close();
  expect(sending.destroyed).toBe(true);
  expect(sending.bytesWritten).toBeLessThan(ALL_BYTES);
  reader.destroy();
});
