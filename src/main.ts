import pino from "pino";
import pretty from "pino-pretty";
import { runCli } from "./cli/run.ts";
import { compose } from "./compose.ts";
import { readConfig } from "./config.ts";

const { argv, env, stdout, stderr } = process;

async function start(): Promise<void> {
  const config = readConfig(env);
  const log = pino({ level: config.logLevel }, stdout.isTTY ? pretty({ colorize: true }) : stdout);
  const app = await compose({ config, log });
  const address = await app.listen();
  log.info({ address: `http://${config.host}:${address.port}` }, "Simpul serves");
  const stop = async (): Promise<void> => {
    await app[Symbol.asyncDispose]();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

const code = await runCli({ argv: argv.slice(2), env, streams: { stdout, stderr }, start });
if (code !== null) process.exit(code);
