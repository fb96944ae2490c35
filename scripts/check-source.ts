/**
 * What neither the compiler, Biome nor the arrows see: words that belong to one room only, and
 * files that have grown past reading.
 */
import { globSync, readFileSync } from "node:fs";
import { NOUN, TEST } from "./rooms.ts";

interface Room {
  readonly word: RegExp;
  readonly why: string;
  /** Whether a file at this path may say the word. */
  readonly open: (path: string) => boolean;
}

const MAX_LINES = 300;
const noun = new RegExp(NOUN);
const test = new RegExp(TEST);
const isMain = (path: string) => path === "src/main.ts" || path.startsWith("src/cli/");

const ROOMS: readonly Room[] = [
  {
    word: /\bprocess\.env\b/,
    why: "main reads the environment and hands over a Config",
    open: (path) => isMain(path) || path === "web/vite.config.ts",
  },
  { word: /\bprocess\.exit\b/, why: "only main ends the process", open: isMain },
  { word: /\bprocess\.on(?:ce)?\(\s*["']SIG/, why: "only main listens for signals", open: isMain },
  {
    word: /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(/,
    why: "a noun is handed the time",
    open: (path) => !noun.test(path),
  },
  {
    word: /\bMath\.random\(|\brandom(?:Bytes|UUID|Int|FillSync)\(|\bgetRandomValues\(/,
    why: "a noun is handed what chance decided",
    open: (path) => !noun.test(path),
  },
  {
    word: /\b(?:grpIdx|strtYmdt|endYmdt|acesMaxCnt|regYmdt|[a-z]\w*Yn)\b/,
    why: "the wire's spelling ends in src/http",
    open: (path) =>
      !/^src\/(?:workspaces|links|clicks|statistics|audience|notifications|db|kit|jobs)\//.test(
        path,
      ),
  },
];

/** Complaints about one file of `src` or `web`, as `path:line why`. */
export function complaints(path: string, text: string): readonly string[] {
  if (test.test(path)) return [];
  const lines = text.split("\n");
  const found = lines.flatMap((line, at) =>
    /^\s*(?:\/\/|\/?\*)/.test(line)
      ? []
      : ROOMS.filter((room) => !room.open(path) && room.word.test(line)).map(
          (room) => `${path}:${at + 1} ${room.why}`,
        ),
  );
  if (lines.length > MAX_LINES + 1) found.push(`${path}: ${lines.length - 1} lines; split it`);
  return found;
}

if (import.meta.main) {
  const found = globSync(["src/**/*.ts", "web/**/*.{ts,tsx}"])
    .sort()
    .flatMap((it) => complaints(it, readFileSync(it, "utf8")));
  for (const complaint of found) process.stderr.write(`${complaint}\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
