import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, makeKeys, spawnServer, startServer } from "../support/server-process.ts";
import { copyFolder } from "../support/template.ts";

let dataDir = "";
beforeAll(async () => {
  dataDir = await copyFolder();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const log = () => join(dataDir, "store", "pg", "pg_wal");

/** Writes until the log needs another file, or nobody answers. */
async function fillLog(origin: string, basic: string): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const who = { identity_name: "user_id", identity_values: ["ana"] };
  const registered = await post("/v1/user/register", who);
  const { data } = (await registered.json()) as { data: [{ euid: number }] };
  const text = (at: number) => `${at} `.padEnd(200, crypto.randomUUID());
  for (let time = 0; time < 40; time += 1) {
    const items = Array.from({ length: 20 }, () => ({
      euid: data[0].euid,
      type: "set",
      properties: { list: Array.from({ length: 500 }, (_, at) => text(at)) },
    }));
    await post("/v1/user/property/batch", { items });
  }
}

describe("an embedded store whose log is gone", { timeout: 60_000 }, () => {
  test("ends the server with 1 and PostgreSQL's own words", async () => {
    await using server = await startServer({ dataDir });
    const { basic } = await makeKeys(server.origin);
    const exit = once(server.child, "exit");
    await rm(log(), { recursive: true });
    await expect(fillLog(server.origin, basic)).rejects.toThrow();
    expect(await exit).toEqual([1, null]);
    expect(server.output()).toContain("the store broke off: this process ends");
    expect(server.output()).toContain(`the store in ${join(dataDir, "store")} ended`);
    expect(server.output()).toContain("PANIC: could not create file");
  });

  test("stops the next start, which says so", async () => {
    await mkdir(log(), { recursive: true });
    const child = spawnServer({ dataDir, port: await freePort() });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(said).toContain(
      `the store in ${join(dataDir, "store")} ended; restore a backup if it does not start again: PANIC: could not locate a valid checkpoint record`,
    );
  });
});

test("a store that breaks while the server stops ends it with 1", { timeout: 60_000 }, async () => {
  const folder = await copyFolder();
  await using server = await startServer({ dataDir: folder });
  const exit = once(server.child, "exit");
  await rm(join(folder, "store", "pg", "global", "pg_control"));
  server.child.kill("SIGTERM");
  expect(await exit).toEqual([1, null]);
  expect(server.output()).toContain("PANIC: could not open file");
  await rm(folder, { recursive: true });
});
