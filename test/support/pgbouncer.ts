import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./server-process.ts";

const PROGRAM = "/usr/sbin/pgbouncer";
const TRIES = 100;
const BETWEEN_MS = 100;

export interface Pooler extends AsyncDisposable {
  /** Leads through the pooler to the database it was started for. */
  readonly url: string;
}

/**
 * PgBouncer before a database, with the settings of Debian's package but its port, folders and way to
 * sign in: session mode, which is its default, and no parameter ignored.
 */
export async function startPgBouncer(databaseUrl: string): Promise<Pooler> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-pooler-"));
  const port = await freePort();
  const target = new URL(databaseUrl);
  const users = join(folder, "users.txt");
  const config = join(folder, "pgbouncer.ini");
  await writeFile(users, `"${target.username}" "${decodeURIComponent(target.password)}"\n`);
  await writeFile(
    config,
    `[databases]
* = host=${target.hostname} port=${target.port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
`,
  );
  // It refuses to run as root, and has to read these as somebody else.
  await chmod(folder, 0o755);
  const asRoot = process.getuid?.() === 0;
  const child = asRoot
    ? spawn("runuser", ["-u", "postgres", "--", PROGRAM, config], { stdio: "ignore" })
    : spawn(PROGRAM, [config], { stdio: "ignore" });
  const exited = once(child, "exit");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  await untilAnswers(url.href, child);
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client(url);
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries >= TRIES || child.exitCode !== null) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}
