import type { App } from "../../src/compose.ts";
import { call } from "./workspace.ts";

export type ApiName = "links" | "audience" | "workspace" | "admin";
export const API_NAMES: readonly ApiName[] = ["links", "audience", "workspace", "admin"];

/** Calls that no sample can be taken by: they need a secret, or something that only happens. */
const UNSAMPLED: ReadonlySet<string> = new Set([
  // Not of the member who asks, whom the sample names.
  "POST /api/workspace/v1/members/reset-link",
  "GET /api/session/v1/invitation",
  "POST /api/session/v1/sign-in",
  "POST /api/session/v1/accept",
  "PUT /api/session/v1/me",
  "POST /api/workspace/v1/deliveries/redeliver",
  "POST /api/workspace/v1/push-subscription",
  "POST /api/admin/v1/deliveries/redeliver",
  "POST /api/admin/v1/webhooks/test",
  "POST /api/admin/v1/setup-link",
  "POST /api/admin/v1/reset-link",
]);

/** As much of JSON Schema as our documents use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Fields of which a call has those of one line. */
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
}

/** One method of one path, as its API's document tells it. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Null where the call takes no body. */
  readonly body: Schema | null;
  readonly query: Schema;
  /** It answers something other than one JSON text: a stream, which may have no end. */
  readonly streams: boolean;
  /** A sample is taken. */
  readonly sampled: boolean;
}

interface Operation {
  readonly parameters?: readonly { in: string; name: string; required?: boolean; schema: Schema }[];
  readonly responses?: Readonly<Record<string, { readonly content?: object }>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Every route of an API, so that a test of them all has a new one by itself. */
export async function documentedRoutes(app: App, api: ApiName): Promise<Route[]> {
  const { body } = await call(app, { method: "GET", path: `/openapi/${api}.json` });
  const { paths } = body as { paths: Paths };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase() as Route["method"],
      path,
      sampled: !UNSAMPLED.has(`${method.toUpperCase()} ${path}`),
      body: operation.requestBody?.content["application/json"]?.schema ?? null,
      query: queryOf(operation),
      streams: Object.keys(operation.responses?.["200"]?.content ?? {}).some(
        (type) => type !== "application/json",
      ),
    })),
  );
}

function queryOf({ parameters = [] }: Operation): Schema {
  const named = parameters.filter((each) => each.in === "query");
  return {
    type: "object",
    properties: Object.fromEntries(named.map(({ name, schema }) => [name, schema])),
    required: named.filter(({ required }) => required === true).map(({ name }) => name),
  };
}

export function typesOf({ type = [] }: Schema): readonly string[] {
  return typeof type === "string" ? [type] : type;
}
