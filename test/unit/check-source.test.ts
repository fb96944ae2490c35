import { describe, expect, test } from "vitest";
import { complaints } from "../../scripts/check-source.ts";

describe("a source file may not", () => {
  test.for<[string, string, string, string]>([
    ["read the environment", "src/http/server.ts", "process.env.PORT", "environment"],
    ["end the process", "src/compose.ts", "process.exit(1)", "ends the process"],
    ["listen for signals", "src/compose.ts", 'process.once("SIGTERM", stop)', "signals"],
    ["look at the clock in a noun", "src/links/policy.ts", "const at = new Date();", "the time"],
    ["throw dice in a noun", "src/links/link-id.ts", "Math.random()", "chance"],
    ["speak the wire's spelling in a domain", "src/links/update-group.ts", "grpIdx", "spelling"],
  ])("%s", ([, path, line, why]) => {
    expect(complaints(path, `\n${line}\n`)).toEqual([expect.stringMatching(`^${path}:2 .*${why}`)]);
  });

  test("pass three hundred lines", () => {
    expect(complaints("src/links/link.ts", "a();\n".repeat(300))).toEqual([]);
    expect(complaints("src/links/link.ts", "a();\n".repeat(301))).toHaveLength(1);
  });
});

describe("a source file may", () => {
  test.for<[string, string, string]>([
    ["read the environment in main", "src/main.ts", "readConfig(process.env)"],
    ["look at the clock in a verb", "src/links/create-link.ts", "const at = new Date();"],
    ["make a time of a number in a noun", "src/links/policy.ts", "new Date(atMs)"],
    ["speak the wire's spelling in http", "src/http/links-api/groups.ts", "grpIdx"],
    ["say any word in a comment", "src/links/link.ts", "// not process.env"],
    ["say any word in a test", "src/links/link.test.ts", "new Date()"],
  ])("%s", ([, path, line]) => {
    expect(complaints(path, line)).toEqual([]);
  });
});
