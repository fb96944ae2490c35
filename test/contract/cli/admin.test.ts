import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServer, TOKEN } from "../../support/server-process.ts";
import { simpul } from "./simpul.ts";

let dataDir: string;
let server: ServerProcess;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "simpul-cli-"));
  server = await startServer({ dataDir });
  env = {
    PORT: new URL(server.origin).port,
    SIMPUL_DATA_DIR: dataDir,
    SIMPUL_ADMIN_TOKEN: TOKEN,
  };
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true });
});

/** The result of an admin command, which must succeed. */
async function run<Result>(...argv: string[]): Promise<Result> {
  const { code, stdout, stderr } = await simpul(["admin", ...argv, "--json"], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Result;
}

describe("on a running server", () => {
  test("a workspace is made, changed, listed and deleted", async () => {
    const { workspaceIdx } = await run<{ workspaceIdx: number }>(
      ...["workspaces", "create", "Toko", "--time-zone", "Asia/Jakarta"],
      ...["--home-country", "ID", "--rate-limit", "60/1000"],
    );
    const idx = String(workspaceIdx);
    const webhook = [
      "--webhook",
      "on",
      "--webhook-url",
      "https://192.0.3.7/",
      "--webhook-metric",
      "P",
    ];
    expect(
      await run(
        ...["workspaces", "update", idx, "--name", "Toko Bunga", "--rate-limit", "none"],
        ...["--home-country", "none", "--notify-thresholds", "5,50", "--notify-emails", "a@b.id"],
        ...[...webhook, "--webhook-frequency", "200"],
      ),
    ).toEqual({ webhookSecretKey: expect.stringMatching(/^whsec_/) });
    const find = async () =>
      (await run<{ workspaceIdx: number }[]>("workspaces", "list")).find(
        (row) => row.workspaceIdx === workspaceIdx,
      );
    expect(await find()).toMatchObject({
      name: "Toko Bunga",
      timeZone: "Asia/Jakarta",
      homeCountry: null,
      rateLimit: null,
      notifyThresholds: [5, 50],
      notifyEmails: ["a@b.id"],
      unsubscribedEmails: [],
      globalWebhook: {
        enableYn: "Y",
        callbackUrl: "https://192.0.3.7/",
        metric: "P",
        frequency: 200,
      },
    });
    expect(await run("webhooks", "rotate-secret", idx)).toEqual({
      webhookSecretKey: expect.stringMatching(/^whsec_/),
    });
    expect(await run("workspaces", "delete", idx)).toBeNull();
    expect(await find()).toBeUndefined();
  });

  test("keys, data sources and domains are made, listed and taken away", async () => {
    const { workspaceIdx } = await run<{ workspaceIdx: number }>("workspaces", "create", "Toko");
    const idx = String(workspaceIdx);
    const key = await run<{ linkKeyIdx: number }>("link-keys", "create", idx, "till");
    expect(await run("link-keys", "list", idx)).toMatchObject([{ name: "till" }]);
    expect(await run("link-keys", "revoke", String(key.linkKeyIdx))).toBeNull();
    expect(await run("link-keys", "list", idx)).toEqual([]);
    const source = await run<{ dataSourceIdx: number }>("data-sources", "create", idx, "till");
    expect(await run("data-sources", "list", idx)).toMatchObject([{ name: "till" }]);
    expect(await run("data-sources", "revoke", String(source.dataSourceIdx))).toBeNull();
    expect(await run("domains", "create", idx, "https://toko.example")).toBeNull();
    expect(await run("domains", "list", idx)).toMatchObject([{ domain: "https://toko.example" }]);
    expect(await run("domains", "delete", "https://toko.example")).toBeNull();
  });

  test("deliveries are listed and sent again, and a webhook is tried", async () => {
    const { workspaceIdx } = await run<{ workspaceIdx: number }>("workspaces", "create", "Toko");
    const idx = String(workspaceIdx);
    const extra = { pages: 1, nextPages: 1, nextYn: "N", count: 0, totalCount: 0 };
    expect(await run("deliveries", "list", idx)).toEqual({ extra, list: [] });
    expect(await run("deliveries", "list", idx, "--status", "dead", "--pages", "2")).toEqual({
      extra: { ...extra, pages: 2, nextPages: 2 },
      list: [],
    });
    expect(await simpul(["admin", "deliveries", "list", idx], env)).toEqual({
      code: 0,
      stdout: "none\npage 1, 0 in all\n",
      stderr: "",
    });
    expect(await simpul(["admin", "deliveries", "redeliver", "4163"], env)).toEqual({
      code: 1,
      stdout: "",
      stderr: "no such delivery: deliveryIdx (code 40400)\n",
    });
    expect(await simpul(["admin", "webhooks", "test", idx], env)).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "globalWebhook.callbackUrl is not an allowed webhook address: an enabled webhook needs one (code 40020)\n",
    });
  });

  test("a person reads tables", async () => {
    const made = await simpul(["admin", "workspaces", "create", "Tabel"], env);
    expect(made).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^workspaceIdx {2}\d+\n$/),
    });
    const { stdout } = await simpul(["admin", "workspaces", "list"], env);
    expect(stdout).toMatch(/^workspaceIdx {2}name +plan +timeZone/);
    expect(stdout).toMatch(/^\d+ +Tabel +Enterprise +UTC +- /m);
  });

  test("a refusal is told on stderr and ends with 1", async () => {
    const refused = await simpul(["admin", "link-keys", "list", "999999"], env);
    expect(refused).toEqual({
      code: 1,
      stdout: "",
      stderr: "no such workspace: workspaceIdx (code 40400)\n",
    });
    const locked = await simpul(["admin", "workspaces", "list"], {
      ...env,
      SIMPUL_ADMIN_TOKEN: "0123456789abcdef",
    });
    expect(locked).toEqual({
      code: 1,
      stdout: "",
      stderr: "this is not the admin token (code 40100)\n",
    });
  });

  test("the doctor finds nothing wrong, until a folder stands open", async () => {
    expect(await simpul(["doctor"], env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("no delivery is dead"),
      stderr: "",
    });
    await chmod(dataDir, 0o755);
    const { code, stdout } = await simpul(["doctor"], env);
    await chmod(dataDir, 0o700);
    expect(code).toBe(1);
    expect(stdout).toContain("is open to others (0755)");
  });

  test("a second start on its folder is refused and ends with 1", async () => {
    const { code, stderr } = await simpul(["start"], { ...env, PORT: "0" });
    expect(code).toBe(1);
    // Before it the dashboard may have been built.
    expect(stderr.endsWith(`${dataDir} is in use by another Simpul process\n`)).toBe(true);
  });
});
