import { execFileSync } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Builds the dashboard unless what is built is newer than all of its sources. */
export function buildDashboard(): void {
  const page = statSync(join(ROOT, "dist/app/index.html"), { throwIfNoEntry: false });
  const built = page?.mtimeMs ?? 0;
  const sources = globSync("web/**/*", { cwd: ROOT });
  if (sources.every((path) => statSync(join(ROOT, path)).mtimeMs < built)) return;
  // Vitest says that this is a test, which would build the slow half of React.
  const env = { ...process.env, NODE_ENV: "production" };
  const args = ["build", "--config", "web/vite.config.ts"];
  execFileSync("vite", args, { cwd: ROOT, env, stdio: "pipe" });
}
