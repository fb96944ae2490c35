/**
 * Runs the named Vitest projects (`--project=postgres`), or those that need nothing but this
 * checkout, and then says which were left out and how to run them. Other arguments go to Vitest.
 */
import { spawn } from "node:child_process";

const ALONE = ["unit", "integration", "contract"];

const OTHERS: Readonly<Record<string, string>> = {
  hostile: "callers who mean harm: npm run test:hostile",
  postgres: "the store tests on a PostgreSQL server: set TEST_DATABASE_URL",
  browser: "the browser tests: npm run test:browser, with Chromium installed",
  crash: "the crash tests: npm run test:crash",
};

const args = process.argv.slice(2);
const named = args.filter((arg) => arg.startsWith("--project="));
const hasServer = (process.env["TEST_DATABASE_URL"] ?? "") !== "";
const projects = hasServer ? [...ALONE, "postgres"] : ALONE;

const needsServer = named.some((arg) => arg.endsWith("postgres"));
if (needsServer && !hasServer) {
  process.stderr.write(
    "Set TEST_DATABASE_URL to a PostgreSQL server where databases may be made.\n",
  );
  process.exit(2);
}

const chosen = named.length > 0 ? [] : projects.map((project) => `--project=${project}`);
const vitest = spawn("vitest", ["run", ...chosen, ...args], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => vitest.kill(signal));

vitest.on("exit", (code) => {
  const skipped = Object.entries(OTHERS).filter(([project]) => !projects.includes(project));
  if (named.length === 0) {
    for (const [, how] of skipped) process.stdout.write(`skipped: ${how}\n`);
  }
  process.exitCode = code ?? 1;
});
