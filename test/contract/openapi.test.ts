import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { call } from "../support/workspace.ts";

const running = useApp();

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

async function documentOf(name: string): Promise<Document> {
  const answer = await call(running.app, { method: "GET", path: `/openapi/${name}.json` });
  expect(answer.status).toBe(200);
  return answer.body as Document;
}

/** `METHOD /path` of every route that the built server has under a prefix. */
function routesUnder(prefix: RegExp): string[] {
  const tree = running.app.server.printRoutes({ commonPrefix: false, includeHooks: false });
  const path: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)[├└]── (\S*?)(?: \(([A-Z, ]+)\))?$/u.exec(line);
    if (found === null) return [];
    const [, indent = "", segment = "", methods] = found;
    path.length = indent.length / 4;
    path.push(segment);
    const whole = path.join("");
    if (methods === undefined || !prefix.test(whole)) return [];
    return methods.split(", ").map((method) => `${method} ${whole}`);
  });
}

const told = ({ paths }: Document): string[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );

describe.for<[string, RegExp]>([
  ["links", /^\/api\/(?!admin\/|mail\/|session\/|workspace\/)/],
  ["admin", /^\/api\/admin\//],
  ["workspace", /^\/api\/(?:session|workspace)\//],
])("the document of the %s API", ([name, prefix]) => {
  test("is OpenAPI 3.1", async () => {
    const document = await documentOf(name);
    expect(document.openapi).toBe("3.1.0");
    expect(await new Validator().validate({ ...structuredClone(document) })).toEqual({
      valid: true,
    });
  });

  test("tells every route", async () => {
    const routes = routesUnder(prefix).sort();
    expect(routes.length).toBeGreaterThan(6);
    expect(told(await documentOf(name)).sort()).toEqual(routes);
  });
});

test("a document's schemas take the body that its API takes, and no other", async () => {
  const { paths } = await documentOf("admin");
  const { post } = paths["/api/admin/v1/workspaces"] as {
    post: { requestBody: { content: { "application/json": { schema: object } } } };
  };
  const validate = new Ajv({ strict: false }).compile(
    post.requestBody.content["application/json"].schema,
  );
  expect(validate({ name: "Toko", rateLimit: { perMinute: 1, perHour: 2 } })).toBe(true);
  expect(validate({ name: "Toko", rateLimit: null, homeCountry: null })).toBe(true);
  expect(validate({ name: "" })).toBe(false);
  expect(validate({ name: "Toko", plan: "Gold" })).toBe(false);
  expect(validate({ name: "Toko", nm: "x" })).toBe(false);
});

test("a person finds the documents from one page", async () => {
  const page = await call(running.app, { method: "GET", path: "/openapi/" });
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  for (const name of ["links", "admin"]) expect(page.body).toContain(`href="${name}.json"`);
  expect(await call(running.app, { method: "GET", path: "/openapi/x.json" })).toMatchObject({
    status: 404,
  });
});
