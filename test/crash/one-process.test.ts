import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, spawnServer, startServer } from "../support/server-process.ts";

let dataDir = "";
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "simpul-lock-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Starts the program and waits for its end; its exit code and what it said. */
async function runToEnd(env: Readonly<Record<string, string>> = {}) {
  const child = spawnServer({ dataDir, port: await freePort(), env });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "exit");
  return { code, said };
}

describe("one data directory, one process:", () => {
  test("a second one is refused and says why, and the first goes on", async () => {
    await using first = await startServer({ dataDir });
    const second = await runToEnd();
    expect(second.code).toBe(1);
    expect(second.said).toContain(`${dataDir} is in use by another Simpul process`);
    expect((await fetch(`${first.origin}/readyz`)).status).toBe(200);
  });

  test("of two starts at once one wins", async () => {
    const starts = await Promise.allSettled([startServer({ dataDir }), startServer({ dataDir })]);
    const won = starts.filter((start) => start.status === "fulfilled");
    for (const { value } of won) await value[Symbol.asyncDispose]();
    expect(won).toHaveLength(1);
  });

  test("a start after kill -9 works at once", async () => {
    const first = await startServer({ dataDir });
    await first.crash();
    await using second = await startServer({ dataDir });
    expect((await fetch(`${second.origin}/healthz`)).status).toBe(200);
  });

  test("SIGTERM ends it with 0 within ten seconds", async () => {
    const server = await startServer({ dataDir });
    const asked = performance.now();
    server.child.kill("SIGTERM");
    const [code] = await once(server.child, "exit");
    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
  });

  test("a wrong setting stops the start with every problem named and exit code 2", async () => {
    const { code, said } = await runToEnd({ SIMPUL_STORE_MB: "much", SIMPUL_CASHE_MB: "64" });
    expect(code).toBe(2);
    expect(said).toContain("SIMPUL_STORE_MB must be a whole number from 4 to 16384");
    expect(said).toContain("SIMPUL_CASHE_MB is not a known setting");
  });
});
