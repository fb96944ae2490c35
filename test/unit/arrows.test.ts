import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const RULES = join(ROOT, ".dependency-cruiser.mjs");

type Tree = Readonly<Record<string, readonly string[]>>;

/** A small house in order: each file with what it imports. */
const SOUND: Tree = {
  "src/main.ts": ["./compose.ts", "./config.ts", "./cli/admin.ts"],
  "src/cli/admin.ts": ["commander", "../kit/fault.ts"],
  "src/config.ts": ["./kit/fault.ts"],
  "src/compose.ts": [
    "./http/server.ts",
    "./jobs/worker.ts",
    "./db/database.ts",
    "./links/store.ts",
  ],
  "src/context.ts": ["./db/database.ts", "./kit/clock.ts", "./workspaces/workspace.ts"],
  "src/kit/fault.ts": [],
  "src/kit/clock.ts": [],
  "src/db/sql.ts": ["sql-template-tag"],
  "src/db/database.ts": ["./sql.ts", "pg", "@electric-sql/pglite", "../kit/fault.ts"],
  "src/jobs/queue.ts": ["pg-boss", "../db/sql.ts", "../db/database.ts"],
  "src/jobs/worker.ts": ["pg-boss", "./handlers.ts"],
  "src/jobs/handlers.ts": ["../links/update-group.ts", "../context.ts"],
  "src/http/server.ts": ["fastify", "./links-api/groups.ts", "./visitor/visit.ts"],
  "src/http/wire/yn.ts": ["typebox", "../../kit/fault.ts"],
  "src/http/links-api/groups.ts": ["../wire/yn.ts", "../../links/update-group.ts"],
  "src/http/visitor/visit.ts": ["htm", "../../links/link.ts", "../../db/database.ts"],
  "src/http/audience-api/user.ts": ["../wire/yn.ts", "../../audience/register.ts"],
  "src/workspaces/workspace.ts": ["node:crypto", "../kit/fault.ts"],
  "src/workspaces/authenticate-key.ts": ["./store.ts", "../context.ts"],
  "src/workspaces/store.ts": ["./workspace.ts", "../db/sql.ts"],
  "src/links/link.ts": ["../workspaces/workspace.ts", "lru-cache"],
  "src/links/link.test.ts": ["vitest", "./link.ts"],
  "src/links/update-group.ts": [
    "./store.ts",
    "./link.ts",
    "../context.ts",
    "../db/database.ts",
    "../jobs/queue.ts",
    "../workspaces/authenticate-key.ts",
  ],
  "src/links/store.ts": ["./link.ts", "../db/sql.ts", "../workspaces/workspace.ts"],
  "src/audience/register.ts": ["./store/profiles.ts", "../workspaces/workspace.ts"],
  "src/audience/store/profiles.ts": ["./rows.ts", "../../db/sql.ts"],
  "src/audience/store/rows.ts": ["../../kit/fault.ts"],
  "src/notifications/send-mail.ts": ["../links/link.ts", "../audience/register.ts"],
  "test/integration/groups.test.ts": ["../../src/compose.ts", "../../src/links/store.ts"],
  "bench/main.ts": ["../src/compose.ts", "playwright-core"],
  "web/api.ts": ["../src/http/wire/yn.ts"],
  "web/app/main.tsx": ["../features/links/list.tsx", "../ui/table.tsx", "react"],
  "web/features/links/list.tsx": ["./queries.ts", "../../ui/table.tsx"],
  "web/features/links/queries.ts": ["../../api.ts", "../../../src/http/wire/yn.ts"],
  "web/ui/table.tsx": ["react"],
};

/** Before what is imported to be run and not for its types. */
const BY_VALUE = "value:";

/** One violation of every rule: the offending file and the import that offends. */
const PLANTED: Readonly<Record<string, readonly [from: string, imports: string]>> = {
  "no-cycles": ["src/kit/clock.ts", "./ticker.ts"],
  "no-orphans": ["src/kit/lonely.ts", ""],
  "no-barrels": ["src/links/index.ts", "./link.ts"],
  "no-utils": ["src/links/group.ts", "./utils/text.ts"],
  resolvable: ["src/links/gone.ts", "./nowhere.ts"],
  "only-main-composes": ["src/http/server.ts", "../compose.ts"],
  "src-imports-no-tests": ["src/links/fixture.ts", "../../test/support/seed.ts"],
  "no-dev-dependencies-in-src": ["src/http/load.ts", "playwright-core"],
  "kit-imports-nothing-of-src": ["src/kit/word.ts", "../links/link.ts"],
  "db-imports-only-kit": ["src/db/migrate.ts", "../links/link.ts"],
  "nouns-import-nouns-and-kit": ["src/links/policy.ts", "./find-link.ts"],
  "nouns-do-no-io": ["src/links/link-id.ts", "node:fs/promises"],
  "stores-import-nouns-and-db": ["src/links/store.ts", "../context.ts"],
  "stores-are-private": ["src/links/create-link.ts", "../workspaces/store.ts"],
  "verbs-know-no-face": ["src/links/delete-link.ts", "../http/wire/yn.ts"],
  "context-knows-no-face": ["src/context.ts", "./http/server.ts"],
  "order-of-domains-workspaces": ["src/workspaces/create-workspace.ts", "../links/create-link.ts"],
  "order-of-domains-links": ["src/links/list-links.ts", "../clicks/click.ts"],
  "order-of-domains-clicks": ["src/clicks/take-place.ts", "../statistics/list-days.ts"],
  "order-of-domains-statistics": ["src/statistics/list-days.ts", "../audience/register.ts"],
  "order-of-domains-audience": ["src/audience/change-properties.ts", "../links/link.ts"],
  "order-of-domains-members": ["src/members/sign-in.ts", "../links/link.ts"],
  "order-of-domains-notifications": ["src/notifications/send-mail.ts", "../members/member.ts"],
  "stores-are-for-verbs": ["src/http/links-api/links.ts", "../../links/store.ts"],
  "http-calls-verbs": ["src/http/links-api/jobs.ts", "../../jobs/queue.ts"],
  "dialects-keep-apart": ["src/http/visitor/pages.ts", "../links-api/groups.ts"],
  "shared-pieces-know-no-dialect": ["src/http/messages/en.ts", "../visitor/visit.ts"],
  "jobs-know-no-face": ["src/jobs/handlers.ts", "../http/wire/yn.ts"],
  "sql-has-one-room": ["src/links/find-link.ts", "../db/sql.ts"],
  "drivers-in-db": ["src/links/load-link.ts", "pg"],
  "pg-boss-in-jobs": ["src/jobs/retry.ts", "pg-boss"],
  "validation-in-http": ["src/audience/property.ts", "typebox"],
  "src-knows-no-web": ["src/http/app/page.ts", "../../../web/api.ts"],
  "web-imports-types-only": ["web/features/links/row.ts", "value:../../../src/http/wire/yn.ts"],
  "web-knows-the-apis-only": ["web/features/links/rule.ts", "../../../src/links/link.ts"],
  "features-keep-apart": ["web/features/people/person.tsx", "../links/queries.ts"],
  "ui-knows-no-domain": ["web/ui/figure.tsx", "../api.ts"],
  "app-stands-on-top": ["web/features/people/frame.tsx", "../../app/main.tsx"],
};

/** What the planted imports lead to. */
const TARGETS: Tree = {
  "src/kit/ticker.ts": ["./clock.ts"],
  "src/links/utils/text.ts": [],
  "src/clicks/click.ts": [],
  "src/members/member.ts": [],
  "test/support/seed.ts": [],
};

function planted(): Tree {
  const tree: Record<string, readonly string[]> = { ...SOUND, ...TARGETS };
  for (const [from, imports] of Object.values(PLANTED)) {
    tree[from] = [...(tree[from] ?? []), ...(imports === "" ? [] : [imports])];
  }
  return tree;
}

async function build(tree: Tree): Promise<string> {
  await mkdir(join(ROOT, "test/.tmp"), { recursive: true });
  const home = await mkdtemp(join(ROOT, "test/.tmp/arrows-"));
  for (const name of ["package.json", "tsconfig.json"])
    await cp(join(ROOT, name), join(home, name));
  for (const [path, imports] of Object.entries(tree)) {
    const lines = imports.map((it, at) => {
      const byValue = it.startsWith(BY_VALUE);
      const from = JSON.stringify(byValue ? it.slice(BY_VALUE.length) : it);
      return `import ${byValue ? "" : "type "}* as part${at} from ${from};\n`;
    });
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), `${lines.join("")}export const here: string = "";\n`);
  }
  return home;
}

async function check(home: string, rooms: readonly string[]): Promise<ICruiseResult> {
  const { options, ...ruleSet } = await extractDepcruiseConfig(RULES);
  const { output } = await cruise(
    [...rooms],
    { ...options, ruleSet, validate: true, baseDir: home },
    {},
    { tsConfig: extractTSConfig(join(ROOT, "tsconfig.json")) },
  );
  if (typeof output === "string") throw new Error(output);
  return output;
}

describe("the arrows", () => {
  const homes: string[] = [];
  let broken: ICruiseResult;

  beforeAll(async () => {
    homes.push(await build(planted()));
    broken = await check(homes[0] ?? "", ["src", "web", "test", "bench"]);
  }, 60_000);

  afterAll(async () => {
    for (const home of homes) await rm(home, { recursive: true });
  });

  test("let a sound house pass, every file of it read", async () => {
    const home = await build(SOUND);
    homes.push(home);
    const { modules, summary } = await check(home, ["src", "web", "test", "bench"]);
    expect(summary.violations).toEqual([]);
    expect(modules.map((it) => it.source)).toEqual(expect.arrayContaining(Object.keys(SOUND)));
  });

  test("read the TypeScript of this very house", async () => {
    const { modules } = await check(ROOT, ["src", "scripts"]);
    expect(modules.filter((it) => it.source.startsWith("src/")).length).toBeGreaterThan(1);
    const arrows = modules.find((it) => it.source === "scripts/check-source.ts")?.dependencies;
    expect(arrows?.map((it) => it.resolved)).toContain("scripts/rooms.ts");
  });

  test("have a planted violation each", async () => {
    const { forbidden } = await extractDepcruiseConfig(RULES);
    expect(forbidden?.map((it) => it.name).sort()).toEqual(Object.keys(PLANTED).sort());
  });

  test.for(Object.entries(PLANTED))("%s", ([rule, [from]]) => {
    const offenders = broken.summary.violations
      .filter((it) => it.rule.name === rule)
      .map((it) => it.from);
    expect(offenders).toContain(from);
  });
});
