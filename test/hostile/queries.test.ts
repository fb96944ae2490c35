import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { API_NAMES, type Route, type Schema, typesOf } from "../support/documented.ts";
import { envelopeFault, openGround, type ProvingGround } from "../support/proving-ground.ts";
import { pathOf, sampleOf } from "../support/sample-call.ts";

const running = useApp();

const NOT_INTEGERS = [
  "x",
  "-1",
  "1.5",
  "1e3",
  "0x1",
  "+1",
  " 1",
  "1%20",
  "１",
  "NaN",
  "Infinity",
  "9007199254740992",
  "9".repeat(400),
  "%",
  "%zz",
  "%ff",
  "1%00",
  "null",
];
const NOT_TIMES = ["2026-02-30 00:00:00", "2026-02-30", "now", "%00", "x".repeat(1_000)];
const NOT_DAYS = ["2026-02-30", "2026-03-01 00:00:00", "2026-3-1", "now", "%00", "0000-01-01"];
const NOT_DOMAINS = ["https://", "javascript:alert(1)", "https://a%00b", "https://a/b", "\\"];

/** What a parameter cannot be, as it stands in the query. */
function wrongTexts(name: string, schema: Schema): readonly string[] {
  if (name === "euid") return [...NOT_INTEGERS, "0"];
  if (typesOf(schema).includes("integer")) return [...NOT_INTEGERS, ...lessThan(schema)];
  if (schema.enum !== undefined) return ["X", "y", "Y%20", "__proto__", "Y%00"];
  if (name.endsWith("Ymdt")) return NOT_TIMES;
  if (name.endsWith("md")) return NOT_DAYS;
  if (name === "grpIdxList")
    return ["x", "1;2", "1,,2", ",", "0", "-1", "1.5", "1%00", "9".repeat(17)];
  if (name === "domain") return NOT_DOMAINS;
  if (name === "identity_name") return ["email", "__proto__", "user_id%00"];
  return ["a%00b", "a%07b", "a%c2%85b", "x".repeat((schema.maxLength ?? 256) + 1)];
}

const lessThan = ({ minimum }: Schema) => (minimum === undefined ? [] : [String(minimum - 1)]);

describe.for(API_NAMES)("a query of the %s API", (api) => {
  let ground: ProvingGround;
  let reads: readonly Route[];
  beforeAll(async () => {
    ground = await openGround(running.app, api);
    reads = ground.routes.filter(({ body }) => body === null);
  });

  /** What is wrong with the refusal of a query; null where it is refused as it should be. */
  async function unlessRefused({ method, path }: Route, query: string, codes: readonly number[]) {
    const before = await ground.hash();
    const answer = await ground.send(method, `${path}?${query}`);
    const { code } = (answer.body ?? {}) as { code: number };
    const fault =
      envelopeFault(api, answer) ??
      (answer.status === 200 && codes.includes(code) ? null : `answers ${answer.status} ${code}`) ??
      ((await ground.hash()) === before ? null : "changes rows");
    return fault === null ? [] : [`${method} ${path}?${query.slice(0, 90)}: ${fault}`];
  }

  const queryOf = (fields: object): string =>
    Object.entries(fields)
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
      .join("&");

  const invalid = api === "audience" ? [55004, 55106, 55105, 55107, 55108] : [40011];

  test("with a wrong value is refused", async () => {
    const wrong: string[] = [];
    for (const route of reads) {
      for (const [name, schema] of Object.entries(route.query.properties ?? {})) {
        const { [name]: _, ...rest } = sampleOf(route.query, ground.known);
        const partner = name === "identity_value" ? { identity_name: "user_id" } : {};
        for (const text of wrongTexts(name, schema)) {
          const query = `${queryOf({ ...rest, ...partner })}&${name}=${text.replaceAll("+", "%2B")}`;
          wrong.push(...(await unlessRefused(route, query, invalid)));
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("with a name given twice, or very often, is refused", async () => {
    const wrong: string[] = [];
    for (const route of reads) {
      for (const [name] of Object.entries(route.query.properties ?? {})) {
        const sample = sampleOf(route.query, ground.known, true);
        const { [name]: value, ...all } = sample;
        const rest = Object.fromEntries(
          Object.entries(all).filter(([other]) => route.query.required?.includes(other)),
        );
        const one = `${name}=${encodeURIComponent(String(value))}`;
        for (const times of [2, 3, 100_000]) {
          const query = `${queryOf(rest)}&${Array(times).fill(one).join("&")}`;
          wrong.push(...(await unlessRefused(route, query, invalid)));
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("with a name that is not known is refused", async () => {
    const [, code] = ground.words.fieldUnknown;
    const wrong: string[] = [];
    const strange = ["x", "__proto__", "constructor", "toString", "%00", "%ff", "%", "=", "a[b]"];
    for (const route of reads.filter(
      ({ query }) => Object.keys(query.properties ?? {}).length > 0,
    )) {
      const needed = sampleOf(route.query, ground.known);
      // Whom a call is about is asked before what else it says.
      const { euid } = { ...sampleOf(route.query, ground.known, true), ...needed };
      const good = queryOf(euid === undefined ? needed : { ...needed, euid });
      for (const name of [...strange, "y".repeat(1_000_000)]) {
        wrong.push(...(await unlessRefused(route, `${good}&${name}=1`, [code])));
      }
    }
    expect(wrong).toEqual([]);
  });

  test("without what it needs is refused", async () => {
    const wrong: string[] = [];
    for (const route of reads.filter(({ query }) => (query.required ?? []).length > 0)) {
      for (const missing of route.query.required ?? []) {
        const { [missing]: _, ...rest } = sampleOf(route.query, ground.known);
        for (const query of [queryOf(rest), `${queryOf(rest)}&${missing}=`]) {
          wrong.push(...(await unlessRefused(route, query, [40010, 40007])));
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe.for(API_NAMES)("a path of the %s API", (api) => {
  let ground: ProvingGround;
  beforeAll(async () => {
    ground = await openGround(running.app, api);
  });

  test("takes its own methods alone, and tells them", async () => {
    const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "QUERY", "PURGE"];
    for (const path of new Set(ground.routes.map((route) => route.path))) {
      const own = ground.routes.filter((route) => route.path === path).map(({ method }) => method);
      for (const method of methods.filter((each) => !own.some((one) => one === each))) {
        const answer = await ground.send(method, path);
        const [status, code] = ground.words.method;
        expect([method, path, answer.status]).toEqual([method, path, status]);
        expect(String(answer.headers["allow"]).split(", ").sort()).toEqual([...own].sort());
        if (method !== "HEAD") expect(answer.body).toMatchObject({ code });
      }
    }
  });

  test("that is not there is told so", async () => {
    const [status, code] = ground.words.path;
    for (const { method, path } of ground.routes) {
      const strange = [
        "/",
        "x",
        "%00",
        "%2e%2e",
        "/../x",
        "%",
        "%zz",
        "/%ff",
        `/${"x".repeat(9_999)}`,
      ];
      for (const end of strange) {
        const answer = await ground.send(method, path + end, { body: "{" });
        expect([method, path + end.slice(0, 20), envelopeFault(api, answer)]).toEqual([
          method,
          path + end.slice(0, 20),
          null,
        ]);
        expect([path + end, answer.status, answer.body]).toMatchObject([
          path + end,
          status,
          { code },
        ]);
      }
      const upper = await ground.send(method, path.toUpperCase().replace(/^\/(API|V1)/, "/api"));
      expect([path, upper.status]).toEqual([path, 404]);
    }
  });

  test("is good with the query that the documents tell", async () => {
    const reads = ground.routes.filter(
      ({ method, sampled, streams }) => method === "GET" && sampled && !streams,
    );
    for (const route of reads) {
      const path = pathOf(route, ground.known);
      const euid = route.path === "/v1/user" ? `?euid=${ground.known["euid"]}` : "";
      const answer = await ground.send("GET", path + euid);
      expect([path, answer.status, answer.body]).toMatchObject([path, 200, { code: 0 }]);
    }
  });
});
