import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { API_NAMES, type Schema, typesOf } from "../support/documented.ts";
import { envelopeFault, openGround, type ProvingGround } from "../support/proving-ground.ts";
import { pathOf, sampleOf } from "../support/sample-call.ts";

const running = useApp();

const LONG = 250_000;

/** Each makes some pattern that is read carelessly try every way to read it. The timeout is the bound. */
const TEXTS: readonly string[] = [
  `${"a".repeat(LONG)}!`,
  `${" ".repeat(LONG)}x${" ".repeat(LONG)}x`,
  `${"0".repeat(LONG)}x`,
  `a${"\u0315\u0300".repeat(LONG / 2)}`,
  `${"\r".repeat(LONG)}\u0001`,
  `${"a@".repeat(LONG)} `,
  `a@${"a.".repeat(LONG)}@`,
  `https://${"a.".repeat(LONG)}`,
  `https://a/${"/".repeat(LONG)} `,
  `https:${"/\\".repeat(LONG)}`,
  `https://${"-".repeat(LONG)}\u0000/`,
  `https://a${":1".repeat(LONG)}/`,
  `+${"( -)".repeat(LONG / 2)}x`,
  `2026-01-01 00:00:00${"0".repeat(LONG)}Z`,
  `${"%".repeat(LONG)}zz`,
  `${"{field}".repeat(LONG / 7)}`,
  `${"_".repeat(LONG)}-`,
  "\u{1d15e}".repeat(LONG / 2),
];

/** The body with this in the place of every text of it, one at a time. */
function* withEachText(value: unknown, text: string): Generator<unknown> {
  if (typeof value === "string") yield text;
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    for (const put of withEachText(inner, text)) {
      const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
      copy[name] = put;
      yield copy;
    }
  }
}

const textFields = (schema: Schema): string[] =>
  Object.entries(schema.properties ?? {})
    .filter(([, of]) => typesOf(of).includes("string") || typesOf(of).includes("integer"))
    .map(([name]) => name);

describe.for(API_NAMES)("a very long text for the %s API", (api) => {
  let ground: ProvingGround;
  beforeAll(async () => {
    ground = await openGround(running.app, api);
  });

  test("in any field of a body gets an answer", async () => {
    let sent = 0;
    for (const { method, path, body } of ground.routes) {
      if (body === null) continue;
      const good = sampleOf(body, ground.known, true);
      for (const text of TEXTS) {
        for (const hostile of [...withEachText(good, text), { ...good, [text]: text }]) {
          const answer = await ground.send(method, path, { body: JSON.stringify(hostile) });
          expect([path, text.slice(0, 20), envelopeFault(api, answer)]).toEqual([
            path,
            text.slice(0, 20),
            null,
          ]);
          sent++;
        }
      }
    }
    expect(sent).toBeGreaterThan(TEXTS.length * 5);
  });

  // Eighteen texts for each of some hundred parameters: the bound is that of all, on a slow machine.
  test("in any parameter of a query gets an answer", { timeout: 180_000 }, async () => {
    for (const route of ground.routes.filter(({ body }) => body === null)) {
      for (const name of textFields(route.query)) {
        const { [name]: _, ...rest } = sampleOf(route.query, ground.known);
        for (const text of TEXTS) {
          const query = new URLSearchParams({ ...(rest as Record<string, string>), [name]: text });
          const answer = await ground.send(route.method, `${route.path}?${query}`);
          expect([route.path, name, envelopeFault(api, answer)]).toEqual([route.path, name, null]);
        }
      }
    }
  });

  test("in a header that is read gets an answer", async () => {
    const route = ground.routes.find(({ method }) => method === "PUT");
    if (route === undefined) throw new Error("every API changes something");
    const body = JSON.stringify(sampleOf(route.body ?? {}, ground.known));
    const headers = ["accept-language", "if-match", "idempotency-key", "content-type", "host"];
    const values = [
      `${"a".repeat(LONG)}!`,
      `${" ".repeat(LONG)}x`,
      `${"en;q=0.1,".repeat(LONG / 9)}`,
      `"${'1","'.repeat(LONG / 4)}`,
      `application/json;${"a=b;".repeat(LONG / 4)}`,
      `application/json;a="${"\\".repeat(LONG)}`,
    ];
    for (const header of headers) {
      for (const value of values) {
        const sent = { body, headers: { [header]: value } };
        const answer = await ground.send(route.method, pathOf(route, ground.known), sent);
        expect([header, value.slice(0, 20), envelopeFault(api, answer)]).toEqual([
          header,
          value.slice(0, 20),
          null,
        ]);
      }
    }
    for (const scheme of ["APIKey", "Basic", "Bearer"]) {
      for (const end of ["a".repeat(LONG), `${" ".repeat(LONG)}!`, `${"=".repeat(LONG)}a`]) {
        // The workspace API knows sessions alone.
        const credentials: Record<string, string> =
          api === "workspace"
            ? { cookie: `simpul_session=${scheme}${end}` }
            : { authorization: `${scheme} ${end}` };
        const answer = await ground.send(route.method, route.path, { body, headers: credentials });
        expect([scheme, answer.status, envelopeFault(api, answer)]).toEqual([scheme, 401, null]);
      }
    }
  });
});
