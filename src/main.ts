import pino from "pino";
import pretty from "pino-pretty";
import { compose } from "./compose.ts";
import { ConfigError, readConfig } from "./config.ts";

const log = pino(process.stdout.isTTY ? pretty({ colorize: true }) : undefined);
try {
  const config = readConfig(process.env);
  log.level = config.logLevel;
  const app = await compose({ config, log });
  const address = await app.listen();
  log.info({ address: `http://${config.host}:${address.port}` }, "Simpul serves");
  const stop = async (): Promise<void> => {
    await app[Symbol.asyncDispose]();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) process.stderr.write(`${problem}\n`);
  process.exit(2);
}
