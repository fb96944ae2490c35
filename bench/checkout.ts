import { execFile } from "node:child_process";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { THIS_CHECKOUT } from "./servers.ts";

const execute = promisify(execFile);

/** Another commit of the project with its packages, ready to run; disposing removes it. */
export interface Checkout extends AsyncDisposable {
  readonly url: URL;
  /** The full commit hash. */
  readonly commit: string;
}

/** Checks a commit out into the folder, beside this checkout's repository. */
export async function checkOut(revision: string, folder: string): Promise<Checkout> {
  const here = THIS_CHECKOUT.pathname;
  const git = (...args: string[]) => execute("git", ["-C", here, ...args]);
  const { stdout } = await git("rev-parse", "--verify", `${revision}^{commit}`);
  const commit = stdout.trim();
  await git("worktree", "add", "--detach", "--quiet", folder, commit);
  await installPackages(here, folder);
  return {
    url: pathToFileURL(`${folder}/`),
    commit,
    [Symbol.asyncDispose]: async () => {
      await git("worktree", "remove", "--force", folder);
    },
  };
}

/** Shares this checkout's packages where both commits lock the same ones. */
async function installPackages(here: string, folder: string): Promise<void> {
  const [ours, theirs] = await Promise.all(
    [here, folder].map((checkout) => readFile(join(checkout, "package-lock.json"), "utf8")),
  );
  if (ours === theirs) await symlink(join(here, "node_modules"), join(folder, "node_modules"));
  else await execute("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder });
}
