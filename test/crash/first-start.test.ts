import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, spawnServer, startServer } from "../support/server-process.ts";

const ROUNDS = Math.min(50, Number(process.env["CRASH_ROUNDS"] ?? 10));
const LOOK_MS = 5;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-first-crash-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Kill {
  /** In the data directory; the clock of the kill runs once it is there. */
  readonly after: string;
  readonly delayMs: number;
}

/** What a first start makes, in this order. */
const STEPS = [
  "lock",
  "store/pg.new/global/pg_control",
  "store/pg",
  "store/pg/postmaster.pid",
  "admin-token",
  "first-start.pending",
  "first-start.txt",
] as const;

/** From right behind each step to well into the next one. */
const DELAYS_MS = [0, 20, 100, 400, 900, 1_600, 2_500] as const;

function killOf(round: number): Kill {
  const after = STEPS[round % STEPS.length] ?? "lock";
  const turn = Math.floor(round / STEPS.length) + round;
  return { after, delayMs: DELAYS_MS[turn % DELAYS_MS.length] ?? 0 };
}

/** Starts on an empty folder and kills the process there, or when it has started before. */
async function killFirstStart(dataDir: string, { after, delayMs }: Kill): Promise<void> {
  const child = spawnServer({ dataDir, port: await freePort() });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const started = () => existsSync(join(dataDir, "first-start.txt"));
  while (!existsSync(join(dataDir, after)) && !started()) {
    if (child.exitCode !== null) throw new Error(`the first start ended with ${child.exitCode}`);
    await pause(LOOK_MS);
  }
  await pause(delayMs);
  child.kill("SIGKILL");
  await exited;
}

describe("a first start that is killed leaves a directory from which the next one serves,", () => {
  test.for(Array.from({ length: ROUNDS }, (_, round) => ({ round, ...killOf(round) })))(
    "$delayMs ms behind $after (round $round)",
    { timeout: 180_000 },
    async ({ round, ...kill }) => {
      const dataDir = join(folder, `round-${round}`);
      await killFirstStart(dataDir, kill);
      {
        await using server = await startServer({ dataDir });
        const file = join(dataDir, "first-start.txt");
        await expect.poll(() => readFile(file, "utf8")).toContain("/app/setup?token=");
        const [, key] = /APIKey (\S+)'/.exec(await readFile(file, "utf8")) ?? [];
        const made = await fetch(`${server.origin}/api/link/v2/create`, {
          method: "POST",
          headers: { authorization: `APIKey ${key}`, "content-type": "application/json" },
          body: JSON.stringify({ url: "https://dest.example/" }),
        });
        expect(await made.json()).toMatchObject({ code: 0 });
        expect(existsSync(join(dataDir, "store", "pg.new"))).toBe(false);
      }
      await rm(dataDir, { recursive: true });
    },
  );
});

test("an admin token that a killed start left empty is made anew", async () => {
  const dataDir = join(folder, "token");
  {
    await using server = await startServer({ dataDir, env: { SIMPUL_ADMIN_TOKEN: "" } });
    expect(server.child.exitCode).toBeNull();
  }
  await writeFile(join(dataDir, "admin-token"), "");
  await using server = await startServer({ dataDir, env: { SIMPUL_ADMIN_TOKEN: "" } });
  expect(await readFile(join(dataDir, "admin-token"), "utf8")).toMatch(/^[0-9a-f]{48}\n$/);
  const headers = { authorization: "Bearer " };
  expect((await fetch(`${server.origin}/metrics`, { headers })).status).toBe(401);
});
