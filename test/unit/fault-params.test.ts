import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en, type MessageId } from "../../src/http/messages/en.ts";

const THROWN = /new Fault\(\s*"(?<code>\w+)"(?:,\s*\{(?<params>[^}]*)\})?/g;

// Whoever answers adds the request's id.
const FILLED_LATER: ReadonlySet<string> = new Set(["requestId"]);

const holesOf = (message: string) =>
  [...en[message as MessageId].matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** What the messages of one written-out Fault ask for and it does not say. */
function missing(code: string, params: string): string[] {
  if (params.includes("...")) return [];
  const given = new Set(params.split(",").map((param) => param.replace(/:.*/s, "").trim()));
  const reason = /\breason:(?<value>[^,]*)/.exec(params)?.groups?.["value"] ?? "";
  const reasons = [...reason.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
  return [code, ...reasons]
    .flatMap(holesOf)
    .filter((name) => !given.has(name) && !FILLED_LATER.has(name))
    .map((name) => `${code} { ${params.trim()} } lacks ${name}`);
}

test("a fault says all that its message asks for", () => {
  const files = globSync("src/**/*.ts").filter((path) => !path.endsWith(".test.ts"));
  const thrown = files.flatMap((path) => [...readFileSync(path, "utf8").matchAll(THROWN)]);
  expect(thrown.length).toBeGreaterThan(80);
  const gaps = thrown.flatMap(({ groups }) =>
    missing(groups?.["code"] ?? "", groups?.["params"] ?? ""),
  );
  expect(gaps).toEqual([]);
});
