import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { linksNamed, pathsNamed, scriptsNamed, variablesNamed } from "../../scripts/check-docs.ts";

const SCRIPT = join(import.meta.dirname, "../../scripts/check-docs.ts");

/** What the check says, line by line, of a repository made of these files. */
async function check(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const home = await mkdtemp(join(tmpdir(), "check-docs-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), text);
    }
    await promisify(execFile)(process.execPath, [SCRIPT], { cwd: home });
    return [];
  } catch (error) {
    if (error instanceof Error && "stderr" in error) return `${error.stderr}`.trim().split("\n");
    throw error;
  } finally {
    await rm(home, { recursive: true });
  }
}

const PACKAGE = { "package.json": '{"scripts":{"test":"true","verify":"true"}}' };

describe("the documents' check", () => {
  test("passes what is true", async () => {
    const found = await check({
      ...PACKAGE,
      "README.md":
        "See `src/main.ts`, `src/*.ts` and [operating](docs/operating.md#start): `npm test`",
      "docs/operating.md": "`PORT` and `SIMPUL_DATA_DIR`, `npm run verify`",
      "src/main.ts": "",
      "src/config.ts": "env.PORT, env.SIMPUL_DATA_DIR",
    });
    expect(found).toEqual([]);
  });

  test("names each untruth", async () => {
    const found = await check({
      ...PACKAGE,
      "ARCHITECTURE.md": "`src/gone.ts`, `src/gone/*.ts`, [gone](gone.md), `npm run gone`",
      "docs/operating.md": "`SIMPUL_TOLD`",
      "src/config.ts": "SIMPUL_READ",
    });
    expect(found).toEqual([
      "ARCHITECTURE.md: src/gone.ts is not there",
      "ARCHITECTURE.md: src/gone/*.ts is not there",
      "ARCHITECTURE.md: the link to gone.md leads nowhere",
      "ARCHITECTURE.md: npm run gone does not exist",
      "docs/operating.md: SIMPUL_READ is read but not told",
      "src/config.ts: SIMPUL_TOLD is told but not read",
    ]);
  });
});

describe("a document names", () => {
  test("paths in backticks, and nothing that only looks like one", () => {
    const text =
      "`src/db/sql.ts:12` `docs/` `package.json` `text/html` `GET /healthz` `src/<domain>/`";
    expect(pathsNamed(text)).toEqual(["src/db/sql.ts", "docs/", "package.json"]);
  });

  test("no paths inside an example", () => {
    expect(pathsNamed("```\n`src/gone.ts`\n```\n`src/x.ts`")).toEqual(["src/x.ts"]);
  });

  test("links of its own repository only", () => {
    expect(linksNamed("[a](docs/a.md#b) [c](https://d.test/e) [f](#g)")).toEqual(["docs/a.md"]);
  });

  test("scripts, also the two that need no run", () => {
    expect(scriptsNamed("npm run test:pg, npm test, npm start and npm ci")).toEqual([
      "test:pg",
      "test",
      "start",
    ]);
  });

  test("variables of the program, not those of its tests", () => {
    const told = variablesNamed("PORT, TEST_DATABASE_URL, SIMPUL_…, SIMPUL_LOG_LEVEL, SUPPORT");
    expect([...told]).toEqual(["PORT", "SIMPUL_LOG_LEVEL"]);
  });
});
