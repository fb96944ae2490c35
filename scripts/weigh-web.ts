/**
 * Weighs the built dashboard: what a browser must fetch before the first screen stands, compressed.
 * Fails above the limit, and where a page of ours would need anything from another host.
 */
import { readFileSync, statSync } from "node:fs";

const BUILT = new URL("../dist/app/", import.meta.url);
const MOST_SCRIPT = 250 * 1024;
const ENTRY = "index.html";
const FIRST_SCREENS = ["features/overview/overview.tsx", "features/session/sign-in.tsx"];

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const manifest = JSON.parse(readFileSync(new URL("manifest.json", BUILT), "utf8")) as Readonly<
  Record<string, Chunk>
>;

/** The files of a chunk and of all that it imports at once. */
function reach(name: string, into: Set<string> = new Set()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`the build has no ${name}`);
  if (into.has(chunk.file)) return into;
  into.add(chunk.file);
  for (const sheet of chunk.css ?? []) into.add(sheet);
  for (const needed of chunk.imports ?? []) reach(needed, into);
  return into;
}

/** Small files have no compressed twin. */
function weigh(file: string): number {
  const twin = statSync(new URL(`${file}.gz`, BUILT), { throwIfNoEntry: false });
  return (twin ?? statSync(new URL(file, BUILT))).size;
}

let failed = false;
for (const screen of FIRST_SCREENS) {
  const files = [...reach(screen, reach(ENTRY))];
  const sum = (ending: string) =>
    files.filter((it) => it.endsWith(ending)).reduce((total, it) => total + weigh(it), 0);
  const script = sum(".js");
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
  process.stdout.write(
    `${screen}: ${kib(script)} of script, ${kib(sum(".css"))} of style, gzipped\n`,
  );
  failed ||= script > MOST_SCRIPT;
}
if (failed) process.stderr.write(`more than ${MOST_SCRIPT / 1024} KiB of script at first\n`);
process.exitCode = failed ? 1 : 0;
