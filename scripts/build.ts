/** Writes what is generated for others: the OpenAPI document of each API, in `dist/openapi/`. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { compose } from "../src/compose.ts";
import { readConfig } from "../src/config.ts";

const TARGET = new URL("../dist/openapi/", import.meta.url);

const folder = await mkdtemp(join(tmpdir(), "simpul-build-"));
try {
  const config = readConfig({ SIMPUL_DATA_DIR: folder });
  await using app = await compose({ config, log: pino({ level: "silent" }) });
  await mkdir(TARGET, { recursive: true });
  for (const name of ["links", "audience", "admin", "workspace"]) {
    const answer = await app.server.inject({
      url: `/openapi/${name}.json`,
      headers: { host: "localhost" },
    });
    if (answer.statusCode !== 200) throw new Error(`no document of the ${name} API`);
    await writeFile(new URL(`${name}.json`, TARGET), `${JSON.stringify(answer.json(), null, 2)}\n`);
    process.stdout.write(`dist/openapi/${name}.json\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
