import { flushCompileCache } from "node:module";
import { type Logger, pino } from "pino";
import { runCli } from "./cli/run.ts";
import { type Config, readConfig } from "./config.ts";
import { StoreBroken } from "./db/embedded.ts";
import { firstStartText, tellFirstStart } from "./first-start.ts";
import { giveMemoryBack } from "./give-memory-back.ts";
import { originOf } from "./http/listen.ts";
import { openHome } from "./open-home.ts";

const { argv, env, stdout, stderr } = process;

/** Past this the process ends all the same: what was answered is stored by then. */
const LONGEST_STOP_MS = 9_000;

/** A start is over, and whoever waited for it is answered. */
const SETTLES_AFTER_MS = 500;

async function start(): Promise<void> {
  const config = readConfig(env);
  if (config.databaseUrl === null) dropLibpqVariables(env);
  const log = await openLog(config);
  const home = await openHome(config);
  const { compose } = await import("./compose.ts"); // most of the program: other commands start without
  const app = await compose({ config, log, home });
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    const late = setTimeout(() => process.exit(0), LONGEST_STOP_MS);
    await app[Symbol.asyncDispose]();
    clearTimeout(late);
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  const embedded = await home.embedded;
  void embedded?.died.then((error) => {
    // Whoever copies the folder after a stop takes it for whole.
    if (stopping && !(error instanceof StoreBroken)) return;
    // Nothing opens it anew but a start, which whoever watches over the process makes.
    log.fatal({ err: error }, "the store broke off: this process ends");
    process.exit(1);
  });
  const { port } = await app.listen();
  const first = await app.firstStart();
  if (first !== null) {
    const text = firstStartText(first, `http://localhost:${port}`);
    const terminal = stdout.isTTY ? stdout : null;
    await tellFirstStart(text, { dataDir: app.dataDir.path, log, terminal });
  }
  const address = originOf({ host: config.host, port });
  log.info({ address, links: config.publicOrigin }, "Simpul serves");
  setTimeout(settle, SETTLES_AFTER_MS);
}

/** `pg` reads them itself, and its connections to the embedded store need none. */
function dropLibpqVariables(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(variables)) {
    if (/^PG[A-Z]+(?:_[A-Z]+)?$/.test(name)) delete variables[name];
  }
}

/** What starting leaves behind: memory, and the compiled program for the next start. */
function settle(): void {
  giveMemoryBack();
  flushCompileCache();
}

/** Lines for a person on a terminal, JSON on a pipe; what a server does not need is not loaded. */
async function openLog({ logLevel: level }: Config): Promise<Logger> {
  if (!stdout.isTTY) return pino({ level }, stdout);
  const { default: pretty } = await import("pino-pretty");
  return pino({ level }, pretty({ colorize: true }));
}

const code = await runCli({ argv: argv.slice(2), env, streams: { stdout, stderr }, start });
if (code !== null) process.exit(code);
