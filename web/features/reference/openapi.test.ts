import { expect, test } from "vitest";
import { type Document, fieldsOf, operationsOf, search, typeOf } from "./openapi.ts";

const document: Document = {
  info: { title: "Simpul" },
  paths: {
    "/api/link/v2/create": {
      post: {
        summary: "Make a link",
        tags: ["links"],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["url"],
                properties: {
                  url: { type: "string", maxLength: 3_000, description: "Destination" },
                  redirectType: { enum: [200, 301, 302] },
                  acesMaxCnt: { type: ["integer", "null"], minimum: 0 },
                  rows: { type: "array", items: { $ref: "#/components/schemas/def-0" } },
                },
              },
            },
          },
        },
      },
    },
    "/api/link/v1/list": {
      get: {
        summary: "Links made in a span of time",
        parameters: [{ name: "pages", in: "query", required: true, schema: { type: "integer" } }],
      },
    },
  },
  components: {
    schemas: { "def-0": { type: "object", properties: { euid: { type: "integer", minimum: 1 } } } },
  },
};

test("an operation tells its fields, those within others by their place", () => {
  const [make] = operationsOf(document);
  expect(make?.body).toEqual([
    { name: "url", type: "string, ≤ 3000", required: true, description: "Destination" },
    { name: "redirectType", type: "200 | 301 | 302", required: false, description: "" },
    { name: "acesMaxCnt", type: "integer | null, ≥ 0", required: false, description: "" },
    { name: "rows", type: "object[]", required: false, description: "" },
    { name: "rows[].euid", type: "integer, ≥ 1", required: false, description: "" },
  ]);
});

test.for([
  ["list pages", ["/api/link/v1/list"]],
  ["euid", ["/api/link/v2/create"]],
  ["POST", ["/api/link/v2/create"]],
  ["nothing of the kind", []],
  ["", ["/api/link/v2/create", "/api/link/v1/list"]],
] as const)("a search for “%s” finds what has every word", ([q, paths]) => {
  expect(search(operationsOf(document), q).map(({ path }) => path)).toEqual(paths);
});

test("a schema that leads back to itself comes to an end", () => {
  const tree: Document = {
    ...document,
    components: {
      schemas: { node: { type: "object", properties: { child: { $ref: "#/x/node" } } } },
    },
  };
  expect(fieldsOf(tree, { $ref: "#/x/node" }).length).toBeLessThan(10);
  expect(typeOf(tree, { anyOf: [{ type: "null" }, { const: "Y" }] })).toBe('null | "Y"');
});
