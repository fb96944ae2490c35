/** Our server as `start` runs it, but that the visits it writes down are counted by nobody. */
import { pino } from "pino";
import { compose } from "../src/compose.ts";
import { readConfig } from "../src/config.ts";
import { giveMemoryBack } from "../src/give-memory-back.ts";

const config = readConfig(process.env);
const log = pino({ level: config.logLevel }, process.stderr);
const app = await compose({ config, log, counts: false });
process.once("SIGTERM", async () => {
  await app[Symbol.asyncDispose]();
  process.exit(0);
});
giveMemoryBack();
await app.listen();
