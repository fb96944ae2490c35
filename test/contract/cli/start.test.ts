import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, spawnServer, startServer } from "../../support/server-process.ts";
import { copyFolder } from "../../support/template.ts";

let folder = "";
const stores: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-start-"));
});
afterAll(async () => {
  for (const path of [folder, ...stores]) await rm(path, { recursive: true, force: true });
});

/** A data directory with a migrated store. */
async function makeStore(): Promise<string> {
  const store = await copyFolder();
  stores.push(store);
  return store;
}

interface Failure {
  readonly code: number;
  readonly stderr: string;
}

/** Runs a start that fails, on a migrated store. */
async function failToStart(env: Readonly<Record<string, string>>): Promise<Failure> {
  const child = spawnServer({ dataDir: await makeStore(), port: 0, env });
  const stderr = text(child.stderr);
  const [code] = await once(child, "exit");
  return { code, stderr: await stderr };
}

describe("a start that cannot listen ends with 1 and one line:", () => {
  test("the port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await failToStart({ PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `port ${port} of 127.0.0.1 is in use by another process: stop it, or set PORT to another one\n`,
    );
  });

  test("the address is another machine's", async () => {
    const { code, stderr } = await failToStart({ HOST: "192.0.2.1" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^192\.0\.2\.1 is not an address of this machine: .*\n$/);
  });

  test("the name leads nowhere", async () => {
    const { code, stderr } = await failToStart({ HOST: "kopi.invalid" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^the name kopi\.invalid leads to no address: .*\n$/);
  });
});

describe("a start whose data directory cannot be used ends with 1 and one line:", () => {
  test("a file stands there", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const { code, stderr } = await failToStart({ SIMPUL_DATA_DIR: file });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^${file} cannot be used \\(SIMPUL_DATA_DIR\\): EEXIST.*\n$`),
    );
  });

  test("a file stands above it", async () => {
    const below = join(folder, "above", "data");
    await writeFile(join(folder, "above"), "");
    const { code, stderr } = await failToStart({ SIMPUL_DATA_DIR: below });
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^${below} cannot be used \\(SIMPUL_DATA_DIR\\): ENOTDIR`));
  });

  test("its lock is no lock", async () => {
    const data = join(folder, "lockless");
    await mkdir(join(data, "lock"), { recursive: true });
    const { code, stderr } = await failToStart({ SIMPUL_DATA_DIR: data });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+\/lock cannot be used \(SIMPUL_DATA_DIR\): .*\n$/);
  });

  test.runIf(process.getuid?.() === 0)("the user may not write there", async () => {
    const data = join(folder, "read-only");
    await mkdir(data, { mode: 0o555 });
    const { code, stderr } = await startAs(65_534, data);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^${data} cannot be used \\(SIMPUL_DATA_DIR\\): EACCES: permission denied.*\n$`),
    );
  });
});

/** Another user may not enter this checkout where root keeps it, so the process changes the user itself. */
async function startAs(uid: number, dataDir: string): Promise<Failure> {
  const main = new URL("../../../src/main.ts", import.meta.url).href;
  const script = `process.setuid(${uid}); process.argv.push("start"); await import("${main}");`;
  return promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, "simpul"], {
    env: { SIMPUL_DATA_DIR: dataDir, PORT: "0" },
  }).then(
    () => ({ code: 0, stderr: "" }),
    (error: Failure) => error,
  );
}

describe("a start is not misled by", () => {
  test("variables that Kubernetes sets, or libpq's where the store is embedded", async () => {
    await using server = await startServer({
      dataDir: await makeStore(),
      env: {
        SIMPUL_PORT: "tcp://10.96.0.12:8080",
        SIMPUL_PORT_8080_TCP: "tcp://10.96.0.12:8080",
        SIMPUL_SERVICE_PORT: "8080",
        PGSSLMODE: "require",
        PGSSLNEGOTIATION: "direct",
        PGHOST: "db.invalid",
        PGPORT: "1",
        PGUSER: "nobody",
        PGDATABASE: "none",
        PGOPTIONS: "-c search_path=none",
      },
    });
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
  });

  test("an IPv6 address in brackets", async () => {
    const port = await freePort();
    const child = spawnServer({ dataDir: await makeStore(), port, env: { HOST: "[::1]" } });
    const exited = once(child, "exit");
    await expect
      .poll(() => fetch(`http://[::1]:${port}/healthz`).then(({ status }) => status, String))
      .toBe(200);
    child.kill("SIGTERM");
    await exited;
  });
});
