/** What the reference shows of an OpenAPI 3.1 document: operations, and the fields of what they take and give. */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

interface Content {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface RawOperation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

export interface Document {
  readonly info: { readonly title: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Field {
  /** With its place: `globalWebhook.enableYn`, `list[].idx`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  readonly parameters: readonly Field[];
  readonly body: readonly Field[];
  readonly answer: readonly Field[];
}

const METHODS = ["get", "post", "put", "delete"] as const;
const DEEPEST = 4;

export function operationsOf(document: Document): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const raw = methods[method];
      return raw === undefined ? [] : [operationOf(document, raw, { method, path })];
    }),
  );
}

function operationOf(
  document: Document,
  raw: RawOperation,
  { method, path }: { method: string; path: string },
): Operation {
  const schemaOf = (content: Content | undefined) =>
    Object.values(content?.content ?? {})[0]?.schema ?? {};
  const parameters = (raw.parameters ?? []).map(
    ({ name, in: place, required, description, schema }): Field => ({
      name,
      type: place === "query" ? typeOf(document, schema ?? {}) : place,
      required: required ?? false,
      description: description ?? schema?.description ?? "",
    }),
  );
  return {
    id: `${method}-${path}`.replace(/[^\w]+/g, "-"),
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? "",
    description: raw.description ?? "",
    tag: raw.tags?.[0] ?? "",
    parameters,
    body: fieldsOf(document, schemaOf(raw.requestBody)),
    answer: fieldsOf(document, schemaOf(raw.responses?.["200"])),
  };
}

/** Every field of a schema, those within others below them. */
export function fieldsOf(document: Document, schema: Schema, depth = 0): readonly Field[] {
  const { properties = {}, required = [], items, ...rest } = resolve(document, schema);
  if (items && depth < DEEPEST) {
    return fieldsOf(document, items, depth + 1).map((it) => ({ ...it, name: `[].${it.name}` }));
  }
  const choices = [...(rest.anyOf ?? []), ...(rest.oneOf ?? []), ...(rest.allOf ?? [])];
  const own = Object.entries(properties).flatMap(([name, property]): readonly Field[] => {
    const field = resolve(document, property);
    const below = depth < DEEPEST ? fieldsOf(document, field, depth + 1) : [];
    return [
      {
        name,
        type: typeOf(document, field),
        required: required.includes(name),
        description: field.description ?? "",
      },
      ...below.map((it) => ({ ...it, name: join(name, it.name) })),
    ];
  });
  return [...own, ...choices.flatMap((choice) => fieldsOf(document, choice, depth + 1))];
}

const join = (name: string, below: string): string =>
  below.startsWith("[]") ? `${name}${below}` : `${name}.${below}`;

function resolve(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return (name && document.components?.schemas?.[name]) || schema;
}

/** "text, 1–100", "Y or N", "list of integer" */
export function typeOf(document: Document, asked: Schema): string {
  const schema = resolve(document, asked);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((it) => JSON.stringify(it)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((it) => typeOf(document, it)))].join(" | ");
  if (schema.items) return `${typeOf(document, schema.items)}[]${bounds(schema)}`;
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const named = types.map((type) => (type === "string" ? (schema.format ?? type) : type));
  return `${named.join(" | ") || "any"}${bounds(schema)}`;
}

function bounds(schema: Schema): string {
  const least = schema.minLength ?? schema.minimum ?? schema.minItems;
  const most = schema.maxLength ?? schema.maximum ?? schema.maxItems;
  const shown = most === Number.MAX_SAFE_INTEGER ? undefined : most;
  if (least === undefined && shown === undefined) return "";
  if (least === undefined) return `, ≤ ${shown}`;
  return shown === undefined ? `, ≥ ${least}` : `, ${least}–${shown}`;
}

/** Those that have every word somewhere: in path, summary, or the name of a field. */
export function search(operations: readonly Operation[], q: string): readonly Operation[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter((operation) => {
    const { method, path, summary, description, parameters, body, answer } = operation;
    const names = [...parameters, ...body, ...answer].map(({ name }) => name);
    const text = [method, path, summary, description, ...names].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
