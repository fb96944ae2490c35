import swagger from "@fastify/swagger";
import type { FastifyInstance, FastifySchema, RouteHandlerMethod } from "fastify";
import type { Api } from "./server.ts";
import { describeFormats } from "./wire/describe-formats.ts";

export type DocumentName = "links" | "audience" | "admin" | "workspace";

/** A document of one API, as OpenAPI 3.1 writes it. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

export interface OpenApi {
  /** The API, with its routes told by the document of this name. */
  documented(name: DocumentName, api: Api): Api;
  /** Serves the documents, and a page that links to them. */
  readonly pages: Api;
}

interface About {
  readonly title: string;
  readonly description: string;
  readonly security: Readonly<Record<string, object>>;
}

const ABOUT: Readonly<Record<DocumentName, About>> = {
  links: {
    title: "Simpul links API",
    description: "Short links and the groups that say how they behave.",
    security: {
      linkKey: {
        type: "apiKey",
        in: "header",
        name: "Authorization",
        description: "`APIKey <key>`, with a link API key of the workspace",
      },
    },
  },
  audience: {
    title: "Simpul audience API",
    description: "People: their identifiers, contacts and typed properties.",
    security: {
      dataSource: {
        type: "http",
        scheme: "basic",
        description: "the key and secret of an API data source of the workspace",
      },
    },
  },
  admin: {
    title: "Simpul admin API",
    description: "Workspaces, their keys and their domains; for the operator of the server.",
    security: {
      adminToken: { type: "http", scheme: "bearer", description: "the server's admin token" },
    },
  },
  workspace: {
    title: "Simpul workspace API",
    description: "What the dashboard stands on: sessions, and the workspace that a member chose.",
    security: {
      session: {
        type: "apiKey",
        in: "cookie",
        name: "simpul_session",
        description: "given by sign-in; what changes anything needs the header `X-Simpul: 1` too",
      },
    },
  },
};

/** Documents are made from the schemas that check the requests, so the two cannot differ. */
export function makeOpenApi(version: string, origin: string): OpenApi {
  const documents = new Map<DocumentName, () => OpenApiDocument>();

  function documented(name: DocumentName, api: Api): Api {
    return async (app) => {
      const { title, description, security } = ABOUT[name];
      await app.register(swagger, {
        openapi: {
          openapi: "3.1.0",
          info: { title, description, version },
          servers: [{ url: origin }],
          components: { securitySchemes: security as never },
          security: Object.keys(security).map((scheme) => ({ [scheme]: [] })),
        },
        transform: ({ schema, url }) => ({ url, schema: describeSchema(schema) }),
      });
      documents.set(name, () => app.swagger() as unknown as OpenApiDocument);
      await api(app);
    };
  }

  async function pages(app: FastifyInstance): Promise<void> {
    const names = () => [...documents.keys()];
    const method = ["GET", "HEAD"];
    const onGet = (url: string, handler: RouteHandlerMethod) => app.route({ method, url, handler });

    onGet("/openapi/", async (_request, reply) =>
      reply.type("text/html; charset=utf-8").send(indexPage(names())),
    );
    onGet("/openapi", async (_request, reply) => reply.redirect("/openapi/", 308));
    onGet("/openapi/:file", async ({ params }, reply) => {
      const { file } = params as { readonly file: string };
      const name = names().find((each) => file === `${each}.json`);
      const read = name && documents.get(name);
      if (read === undefined) return reply.code(404).type("text/plain").send("no such document\n");
      return reply.header("Cache-Control", "no-cache").send(read());
    });
  }

  return { documented, pages };
}

/** The parts of a route's schema that a reader is shown, in words that any reader of JSON Schema knows. */
function describeSchema(schema: FastifySchema | undefined): FastifySchema {
  const parts = Object.entries(schema ?? {}).map(([part, value]) => [part, describeFormats(value)]);
  return Object.fromEntries(parts) as FastifySchema;
}

function indexPage(names: readonly DocumentName[]): string {
  const rows = names.map(
    (name) =>
      `<li><a href="${name}.json">${ABOUT[name].title}</a><br>${ABOUT[name].description}</li>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Simpul's APIs</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}
li{margin:1rem 0}</style>
<h1>Simpul's APIs</h1>
<p>Each document is OpenAPI 3.1.</p>
<ul>${rows.join("")}</ul>
</html>
`;
}
