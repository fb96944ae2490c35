import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../support/server-process.ts";
import { createDatabase, dropDatabase } from "../support/template.ts";

test("two nodes that start at once on an empty database both serve", async () => {
  const server = process.env["TEST_DATABASE_URL"];
  if (server === undefined) throw new Error("TEST_DATABASE_URL names no server");
  const databaseUrl = await createDatabase(server);
  const folders = [1, 2].map(() => mkdtemp(join(tmpdir(), "simpul-node-")));
  const dataDirs = await Promise.all(folders);
  const nodes = await Promise.all(dataDirs.map((dataDir) => startServer({ dataDir, databaseUrl })));
  for (const node of nodes) {
    expect((await fetch(`${node.origin}/readyz`)).status).toBe(200);
    await node[Symbol.asyncDispose]();
  }
  await dropDatabase(databaseUrl);
  for (const dataDir of dataDirs) await rm(dataDir, { recursive: true });
});
