import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../support/server-process.ts";
import { simpul } from "./simpul.ts";

describe("help is printed and succeeds:", () => {
  test.for([
    ["--help"],
    ["start", "--help"],
    ["doctor", "--help"],
    ["admin", "--help"],
    ...["list", "create", "update", "delete"].map((verb) => [
      "admin",
      "workspaces",
      verb,
      "--help",
    ]),
    ...["list", "create", "revoke"].map((verb) => ["admin", "link-keys", verb, "--help"]),
    ...["list", "create", "revoke"].map((verb) => ["admin", "data-sources", verb, "--help"]),
    ...["list", "create", "delete"].map((verb) => ["admin", "domains", verb, "--help"]),
    ...["rotate-secret", "test"].map((verb) => ["admin", "webhooks", verb, "--help"]),
    ...["list", "redeliver"].map((verb) => ["admin", "deliveries", verb, "--help"]),
  ])("%j", async (argv) => {
    const { code, stdout, stderr } = await simpul(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: simpul ${argv.slice(0, -1).join(" ")}`.trimEnd());
  });
});

describe("wrong usage is told on stderr and ends with 2:", () => {
  test.for<[string[], string]>([
    [[], "Usage: simpul"],
    [["nothing"], "unknown command 'nothing'"],
    [["doctor", "--loud"], "unknown option '--loud'"],
    [["admin"], "Usage: simpul admin"],
    [["admin", "link-keys", "list"], "missing required argument 'workspaceIdx'"],
    [["admin", "link-keys", "list", "first"], '"first" is not a number that Simpul gives'],
    [["admin", "workspaces", "create", "x", "--rate-limit", "5"], "It is perMinute/perHour"],
    [["admin", "workspaces", "update", "1", "--webhook", "perhaps"], "It is on or off"],
  ])("%j", async ([argv, words]) => {
    const { code, stdout, stderr } = await simpul(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
  });

  test.for([["start"], ["admin", "workspaces", "list"]])("%j with wrong settings", async (argv) => {
    const { code, stdout, stderr } = await simpul(argv, { PORT: "x", SIMPUL_TYPO: "1" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "PORT must be a whole number from 0 to 65535\nSIMPUL_TYPO is not a known setting\n",
    );
  });
});

describe("without a server", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "simpul-cli-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("a call fails and says where none answers", async () => {
    const port = String(await freePort());
    const env = { PORT: port, SIMPUL_ADMIN_TOKEN: "0123456789abcdef" };
    const { code, stdout, stderr } = await simpul(["admin", "workspaces", "list"], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`no server answers at http://127.0.0.1:${port}`);
  });

  test("a call without a token fails and says where one would be", async () => {
    const { code, stderr } = await simpul(["admin", "workspaces", "list"], {
      SIMPUL_DATA_DIR: folder,
    });
    expect(code).toBe(1);
    expect(stderr).toContain(join(folder, "admin-token"));
  });

  test("the doctor names each thing that is wrong", async () => {
    const env = { SIMPUL_DATA_DIR: folder, PORT: String(await freePort()) };
    const { code, stdout } = await simpul(["doctor", "--json"], {
      ...env,
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    });
    expect(code).toBe(1);
    const { ok, checks } = JSON.parse(stdout) as {
      ok: boolean;
      checks: { name: string; ok: boolean }[];
    };
    expect(ok).toBe(false);
    expect(checks.map((check) => [check.name, check.ok])).toEqual([
      ["configuration", true],
      ["data directory", true],
      ["admin token", false],
      ["server", false],
      ["store", false],
      ["mail", true],
      ["disk", true],
    ]);
  });

  test("the doctor tells wrong settings, each by its name", async () => {
    const { code, stdout } = await simpul(["doctor"], { PORT: "x", SIMPUL_TYPO: "1" });
    expect(code).toBe(1);
    expect(stdout).toBe(
      "WRONG  configuration  PORT must be a whole number from 0 to 65535\n" +
        "WRONG  configuration  SIMPUL_TYPO is not a known setting\n",
    );
  });
});
