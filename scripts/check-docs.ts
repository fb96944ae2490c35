/** Documents tell the truth: what they name is there, and every variable is both read and told. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/**/*.md"];
const CONFIG = "src/config.ts";
const OPERATING = "docs/operating.md";

const ROOT_FOLDERS = "src|test|bench|scripts|docs|migrations|web|\\.ci";
const ROOT_FILE =
  /^(?:[A-Z]+\.md|LICENSE|Dockerfile|schema\.sql|[\w.-]+\.(?:json|yml|config\.ts|mjs))$/;
const REPO_PATH = new RegExp(`^(?:\\./)?(?:${ROOT_FOLDERS})/[\\w./*-]*$`);
const VARIABLE = /(?<![A-Z0-9_])(?:SIMPUL_[A-Z0-9_]*[A-Z0-9]|PORT|HOST|DATABASE_URL)(?![A-Z0-9_])/g;

/** Examples show the reader's files, not ours. */
const withoutFences = (markdown: string) => markdown.replace(/^```[\s\S]*?^```/gm, "");

/** Paths of this repository in backticks; a `*` stands for any name. */
export function pathsNamed(markdown: string): readonly string[] {
  return [...withoutFences(markdown).matchAll(/`([^`\n]+)`/g)]
    .map(([, text = ""]) => text.replace(/:\d+$/, ""))
    .filter((text) => REPO_PATH.test(text) || ROOT_FILE.test(text));
}

/** Targets of links that stay inside the repository, as written. */
export function linksNamed(markdown: string): readonly string[] {
  return [...withoutFences(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^(?:[a-z]+:|\/)/.test(target));
}

export function scriptsNamed(markdown: string): readonly string[] {
  const named = [...markdown.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
  return named.map(([, run, short]) => run ?? short ?? "");
}

export function variablesNamed(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(VARIABLE)].map(([name]) => name));
}

function complaintsAbout(document: string, scripts: readonly string[]): readonly string[] {
  const text = readFileSync(document, "utf8");
  const isThere = (path: string) =>
    path.includes("*") ? globSync(path).length > 0 : existsSync(path);
  return [
    ...pathsNamed(text)
      .filter((path) => !isThere(path))
      .map((path) => `${document}: ${path} is not there`),
    ...linksNamed(text)
      .filter((target) => !existsSync(join(dirname(document), target)))
      .map((target) => `${document}: the link to ${target} leads nowhere`),
    ...scriptsNamed(text)
      .filter((name) => !scripts.includes(name))
      .map((name) => `${document}: npm run ${name} does not exist`),
  ];
}

function complaintsAboutVariables(): readonly string[] {
  if (!existsSync(CONFIG) || !existsSync(OPERATING)) return [];
  const read = variablesNamed(readFileSync(CONFIG, "utf8"));
  const told = variablesNamed(readFileSync(OPERATING, "utf8"));
  return [
    ...[...read.difference(told)].map((name) => `${OPERATING}: ${name} is read but not told`),
    ...[...told.difference(read)].map((name) => `${CONFIG}: ${name} is told but not read`),
  ];
}

/** Everything untrue in the documents of the working directory. */
export function complaints(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  return [
    ...globSync(DOCUMENTS).flatMap((it) => complaintsAbout(it, Object.keys(scripts))),
    ...complaintsAboutVariables(),
  ];
}

if (import.meta.main) {
  const found = complaints();
  for (const complaint of found) process.stderr.write(`${complaint}\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
