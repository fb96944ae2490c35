import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { expect, inject, test } from "vitest";
import type { ConnectionTarget } from "../../src/db/database.ts";
import { openEmbedded } from "../../src/db/embedded.ts";
import { clientConfig, migrate } from "../../src/db/migrate.ts";
import { createDatabase, dropDatabase, MIGRATIONS } from "../support/template.ts";

const LAST_WITHOUT_PLACES = "0014";

/** An empty store of the kind that this run is about. */
async function emptyStore(folder: string): Promise<AsyncDisposable & { target: ConnectionTarget }> {
  if (inject("store") === "embedded") {
    const store = await openEmbedded(join(folder, "store"), 16);
    const target = { kind: "embedded", socketFolder: store.socketFolder } as const;
    return { target, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
  }
  const url = await createDatabase(process.env["TEST_DATABASE_URL"] ?? "");
  return { target: { kind: "server", url }, [Symbol.asyncDispose]: () => dropDatabase(url) };
}

/** The migrations of a release that knew no places. */
async function olderMigrations(folder: string): Promise<URL> {
  const older = join(folder, "migrations");
  await mkdir(older);
  for (const name of await readdir(MIGRATIONS)) {
    if (name.slice(0, 4) > LAST_WITHOUT_PLACES) continue;
    await copyFile(new URL(name, MIGRATIONS), join(older, name));
  }
  return pathToFileURL(`${older}/`);
}

test("an upgrade moves each subscription's place, and messages under way", async () => {
  const folder = await mkdtemp(join(tmpdir(), "simpul-push-migration-"));
  try {
    await using store = await emptyStore(folder);
    await migrate(store.target, await olderMigrations(folder));
    const run = async <R extends object>(text: string): Promise<R[]> => {
      const client = new pg.Client(clientConfig(store.target));
      await client.connect();
      try {
        return (await client.query<R>(text)).rows;
      } finally {
        await client.end();
      }
    };
    await run(`
      insert into push_subscription (workspace_id, endpoint_hash, endpoint, p256dh, auth, origin,
        link_id, group_id, euid, created_at, updated_at)
      values (1, '\\x01', 'https://push.example/1', 'p', 'a', 'https://go.example', 11, 5001, 7,
              '2026-01-01', '2026-02-01'),
             (2, '\\x01', 'https://push.example/1', 'p', 'a', 'https://go.example', 12, null, null,
              '2026-01-01', '2026-01-01')`);
    await run(`
      insert into push_message (workspace_id, message_id, audience, link_id, group_id, title, body,
        url, topic, created_at, expires_at, after_hash)
      values (1, 1, 'group', null, 5001, 't', '', '', 't', '2026-02-01', '2026-02-02', ''),
             (1, 2, 'link', 11, null, 't', '', '', 't', '2026-02-01', '2026-02-02', ''),
             (1, 3, 'members', null, null, 't', '', '', 't', '2026-02-01', '2026-02-02', '')`);
    await migrate(store.target, MIGRATIONS);
    expect(
      await run(`
        select p.workspace_id::integer as workspace, encode(endpoint_hash, 'hex') as hash,
               p.link_id::integer as link, p.group_id::integer as group, s.euid::integer as euid,
               p.created_at as at
          from push_place p join push_subscription s using (workspace_id, endpoint_hash)
         order by 1`),
    ).toEqual([
      { workspace: 1, hash: "01", link: 11, group: 5001, euid: 7, at: new Date("2026-02-01") },
      { workspace: 2, hash: "01", link: 12, group: 0, euid: null, at: new Date("2026-01-01") },
    ]);
    expect(
      await run(`
        select message_id::integer as id, audience, link_id::integer as link,
               group_ids::integer[] as groups
          from push_message order by 1`),
    ).toEqual([
      { id: 1, audience: "groups", link: null, groups: [5001] },
      { id: 2, audience: "link", link: 11, groups: null },
      { id: 3, audience: "members", link: null, groups: null },
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
