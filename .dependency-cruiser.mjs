/**
 * The arrows of the house, `main → compose → { http, jobs } → verbs → { nouns, own store } →
 * { db, kit }`. `test/unit/arrows.test.ts` plants a violation of every rule below.
 *
 * Type imports count as imports: a type of a room above is knowledge of that room.
 */
import { DOMAIN, DOMAINS_BELOW, NOUN, STORE, TEST } from "./scripts/rooms.ts";

const DIALECT = "(visitor|links-api|audience-api|admin-api|workspace-api|app|webhooks)";

/** The folder may lie elsewhere behind a symbolic link, so the path need not begin with it. */
const packages = (...names) => `(?:^|/)node_modules/(?:${names.join("|")})/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    rule(
      "no-cycles",
      "Each of two files that need each other is half a file.",
      {},
      {
        circular: true,
      },
    ),
    rule(
      "no-orphans",
      "A file that nothing reaches is dead or not yet wired. What runs in a browser is read as text.",
      { orphan: true, path: "^src/", pathNot: [TEST, "\\.d\\.ts$", "\\.browser\\.js$"] },
      {},
    ),
    rule(
      "no-barrels",
      "Import the file that has the thing, not an index of things.",
      { path: "^(?:src|web|test|bench|scripts)/(?:|.*/)index\\.tsx?$" },
      {},
    ),
    rule(
      "no-utils",
      "Name the file after what it knows.",
      {},
      {
        path: "^(?:src|web|test|bench|scripts)/(?:|.*/)(?:utils?|helpers?|common|misc)(?:/|\\.tsx?$)",
      },
    ),
    rule("resolvable", "An import leads somewhere.", {}, { couldNotResolve: true }),

    rule(
      "only-main-composes",
      "main and the command line start the program; nothing below knows how it is built.",
      {
        path: "^(?:src|bench|scripts)/",
        pathNot: ["^src/(?:main\\.ts$|cli/)", "^(?:bench|scripts)/"],
      },
      { path: "^src/(?:main|compose)\\.ts$" },
    ),
    rule(
      "src-imports-no-tests",
      "The product does not know its tests, benches and scripts.",
      { path: "^src/", pathNot: TEST },
      { path: ["^(?:test|bench|scripts)/", TEST] },
    ),
    rule(
      "src-knows-no-web",
      "The server serves the built dashboard as files and knows nothing of its inside.",
      { path: "^src/" },
      { path: "^web/" },
    ),
    rule(
      "web-imports-types-only",
      "Of the server the dashboard knows the shapes of the answers, and runs none of it.",
      { path: "^web/" },
      { path: "^src/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "web-knows-the-apis-only",
      "The dashboard stands on what is published, not on what is behind it.",
      { path: "^web/" },
      { path: "^src/(?!http/)" },
    ),
    rule(
      "features-keep-apart",
      "What two features share is a part of web/ui or stands beside web/api.ts.",
      { path: "^web/features/([^/]+)/" },
      { path: "^web/features/", pathNot: "^web/features/$1/" },
    ),
    rule(
      "ui-knows-no-domain",
      "A part of web/ui is handed what it draws.",
      { path: "^web/ui/" },
      { path: "^(?:web/(?!ui/)|src/)" },
    ),
    rule(
      "app-stands-on-top",
      "Screens and parts do not know the frame around them.",
      { path: "^web/(?!app/|vite\\.config\\.ts$)" },
      { path: "^web/app/" },
    ),
    rule(
      "no-dev-dependencies-in-src",
      "`npm ci --omit=dev` must leave everything the product needs.",
      { path: "^src/", pathNot: TEST },
      { dependencyTypes: ["npm-dev"], pathNot: packages("@types") },
    ),

    rule(
      "kit-imports-nothing-of-src",
      "The kit has no domain words.",
      { path: "^src/kit/" },
      { path: "^src/(?!kit/)" },
    ),
    rule(
      "db-imports-only-kit",
      "The database does not know what is stored in it.",
      { path: "^src/db/" },
      { path: "^src/(?!db/|kit/)" },
    ),
    rule(
      "nouns-import-nouns-and-kit",
      "If this file is a verb, begin its name with a verb (scripts/rooms.ts lists the words).",
      { path: NOUN },
      { path: "^src/(?!kit/)", pathNot: NOUN },
    ),
    rule(
      "nouns-do-no-io",
      "Types and pure functions: a noun reads no file, socket, thread or timer.",
      { path: NOUN },
      {
        dependencyTypes: ["core"],
        path: "^(?:node:)?(?:child_process|cluster|dgram|dns|fs|http|http2|https|net|os|process|readline|timers|tls|worker_threads)(?:/|$)",
      },
    ),
    rule(
      "stores-import-nouns-and-db",
      "A store is handed a transaction; it knows no verb and no context.",
      { path: `^src/(${DOMAIN})/store(?:\\.ts$|/)`, pathNot: TEST },
      { path: "^src/(?!kit/|db/)", pathNot: [NOUN, "^src/$1/store(?:\\.ts$|/)"] },
    ),
    rule(
      "stores-are-private",
      "Ask the other domain's verb; its tables are its own.",
      { path: `^src/(${DOMAIN})/` },
      { path: STORE, pathNot: "^src/$1/" },
    ),
    rule(
      "verbs-know-no-face",
      "A verb does not know whether a route, a job or a command called it.",
      { path: `^src/${DOMAIN}/` },
      { path: "^src/(?:http|cli|jobs)/|^src/config\\.ts$", pathNot: "^src/jobs/queue\\.ts$" },
    ),
    rule(
      "context-knows-no-face",
      "The context is what verbs are handed, so it knows no more than they do.",
      { path: "^src/context\\.ts$" },
      { path: "^src/(?:http|cli|jobs)/", pathNot: "^src/jobs/queue\\.ts$" },
    ),
    ...Object.entries(DOMAINS_BELOW).flatMap(([domain, below]) => {
      const above = Object.keys(DOMAINS_BELOW).filter((it) => it !== domain && !below.includes(it));
      return above.length === 0
        ? []
        : rule(
            `order-of-domains-${domain}`,
            `Of the domains, ${domain} may import ${below.join(", ") || "none"}.`,
            { path: `^src/${domain}/` },
            { path: `^src/(?:${above.join("|")})/` },
          );
    }),

    rule(
      "stores-are-for-verbs",
      "http, jobs and the command line call verbs.",
      { path: "^src/", pathNot: [`^src/${DOMAIN}/`, "^src/compose\\.ts$"] },
      { path: STORE },
    ),
    rule(
      "http-calls-verbs",
      "Whatever http needs from jobs, the database or the configuration, it is handed.",
      { path: "^src/http/", pathNot: TEST },
      { path: "^src/(?:jobs|cli|db)/|^src/config\\.ts$", pathNot: "^src/db/database\\.ts$" },
    ),
    rule(
      "dialects-keep-apart",
      "What two dialects share lies in src/http itself, in messages/ or in wire/.",
      { path: `^src/http/${DIALECT}/` },
      { path: `^src/http/${DIALECT}/`, pathNot: "^src/http/$1/" },
    ),
    rule(
      "shared-pieces-know-no-dialect",
      "What all dialects use depends on none of them.",
      { path: "^src/http/(?:messages|wire)/", pathNot: TEST },
      { path: `^src/http/${DIALECT}/` },
    ),
    rule(
      "jobs-know-no-face",
      "A job calls a verb, as a route does.",
      { path: "^src/jobs/" },
      { path: "^src/(?:http|cli)/|^src/config\\.ts$" },
    ),

    rule(
      "sql-has-one-room",
      "SQL is written in stores; everyone else may name the types of src/db/database.ts.",
      { path: "^src/", pathNot: [STORE, "^src/db/", "^src/jobs/queue\\.ts$", TEST] },
      { path: ["^src/db/sql\\.ts$", packages("sql-template-tag")] },
    ),
    rule(
      "drivers-in-db",
      "Embedded or not is known to src/db only.",
      { path: "^src/(?!db/)" },
      { path: packages("pg", "pg-(?!boss)[a-z]+", "@electric-sql/[^/]+") },
    ),
    rule(
      "pg-boss-in-jobs",
      "The job library can be swapped in two files.",
      { path: "^src/", pathNot: "^src/jobs/(?:queue|worker)\\.ts$" },
      { path: packages("pg-boss") },
    ),
    rule(
      "validation-in-http",
      "Wire checks, routes and pages end in src/http.",
      { path: "^src/(?!http/)" },
      { path: packages("typebox", "ajv[^/]*", "fastify", "@fastify/[^/]+", "htm", "preact[^/]*") },
    ),
  ],
  options: {
    doNotFollow: { path: "(?:^|/)node_modules/" },
    exclude: { path: "^test/\\.tmp/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
