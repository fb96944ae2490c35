/** Every check that runs no test, two at a time; what fails is shown, what passes is one line. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const ROOMS = ["src", "web", "test", "bench", "scripts"].filter((room) => existsSync(room));

const CHECKS: readonly Check[] = [
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "web", command: ["tsc", "--noEmit", "-p", "web/tsconfig.json"] },
  { name: "style", command: ["biome", "check", "--error-on-warnings"] },
  { name: "arrows", command: ["depcruise", ...ROOMS, "--config", ".dependency-cruiser.mjs"] },
  { name: "unused", command: ["knip", "--no-progress"] },
  { name: "words", command: ["node", "scripts/check-source.ts"] },
  { name: "docs", command: ["node", "scripts/check-docs.ts"] },
  { name: "tables", command: ["node", "scripts/render-conformance.ts", "--check"] },
  { name: "schema", command: ["node", "scripts/dump-schema.ts", "--check"] },
];

function run({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));

  return new Promise((resolve) => {
    const settle = (passed: boolean) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${passed ? "ok    " : "FAILED"}  ${name.padEnd(8)} ${seconds} s\n`);
      if (!passed) process.stdout.write(`${Buffer.concat(output)}\n`);
      resolve(passed);
    };
    child.on("error", (error) => {
      output.push(Buffer.from(error.message));
      settle(false);
    });
    child.on("close", (code) => {
      settle(code === 0);
    });
  });
}

const waiting = [...CHECKS];
let failed = 0;

async function worker(): Promise<void> {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    if (!(await run(check))) failed += 1;
  }
}

await Promise.all([worker(), worker()]);
process.exitCode = failed === 0 ? 0 : 1;
