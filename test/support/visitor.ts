import { type IncomingHttpHeaders, request } from "node:http";
import { beforeAll } from "vitest";
import type { App } from "../../src/compose.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { type TestAppOptions, useApp } from "./app.ts";
import { DEFAULT_HOST } from "./link-rows.ts";
import { A_BROWSER } from "./visit-load.ts";
import { makeWorkspace } from "./workspace.ts";

export interface VisitRequest {
  readonly path: string;
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface VisitAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

/** The program on a port of its own, and a workspace to own the links of this file. */
export function useVisitedApp(options: TestAppOptions = {}) {
  const running = useApp(options);
  let port = 0;
  let workspace: Workspace | undefined;
  beforeAll(async () => {
    ({ port } = await running.app.listen());
    workspace = (await makeWorkspace(running.app)).context.workspace;
  });
  return {
    get app(): App {
      return running.app;
    },
    get workspace(): Workspace {
      if (workspace === undefined) throw new Error("made before the first test");
      return workspace;
    },
    /** Of loopback, which is the default link domain. */
    get port(): number {
      return port;
    },
    visit: (asked: VisitRequest | string) =>
      visit(port, typeof asked === "string" ? { path: asked } : asked),
  };
}

/** One request on a connection of its own, a browser's where no other agent is named; redirects are not followed. */
export function visit(port: number, asked: VisitRequest): Promise<VisitAnswer> {
  const { path, method = "GET", host = DEFAULT_HOST, headers, body } = asked;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        agent: false,
        headers: { host, "user-agent": A_BROWSER, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const { statusCode: status = 0, headers } = response;
          const answer = { status, headers, body: bytes.toString("utf8"), bytes };
          // A whole answer is compared without saying its body twice.
          resolve(Object.defineProperty(answer, "bytes", { enumerable: false }));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What a browser sends when the form of a link's page is filled in. */
export function typed(
  password: string,
  more: Readonly<Record<string, string>> = {},
): Pick<VisitRequest, "method" | "headers" | "body"> {
  return {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ password, ...more }).toString(),
  };
}

/** The name and value of the cookie that an answer sets, as the browser sends it back. */
export function broughtBack(answer: VisitAnswer): string {
  return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}
