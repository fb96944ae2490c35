import type { App } from "../../src/compose.ts";
import { type Answer, type Call, call, makeWorkspace, type TestWorkspace } from "./workspace.ts";

/** What the links dialect answers a call, less the headers. */
export interface Told {
  readonly code: number;
  readonly message: string;
  readonly result: unknown;
}

export interface LinksClient {
  readonly workspace: TestWorkspace;
  readonly send: (call: Omit<Call, "authorization">) => Promise<Answer>;
  readonly get: (path: string) => Promise<Told>;
  readonly post: (path: string, body: unknown) => Promise<Told>;
  readonly put: (path: string, body: unknown) => Promise<Told>;
  readonly del: (path: string) => Promise<Told>;
  /** Makes a group or link that must succeed; answers its number, or its id. */
  readonly group: (settings?: object) => Promise<number>;
  readonly link: (fields?: object) => Promise<string>;
}

export const DOMAIN = "http://localhost:8080";
let links = 0;

/** A workspace of its own, and calls with its key. */
export async function linksClient(
  app: App,
  with_: Parameters<typeof makeWorkspace>[1] = {},
): Promise<LinksClient> {
  const workspace = await makeWorkspace(app, with_);
  const send = (one: Omit<Call, "authorization">) =>
    call(app, { ...one, authorization: `APIKey ${workspace.linkKey}` });
  const told = async (one: Omit<Call, "authorization">) => (await send(one)).body as Told;
  const good = async (answer: Promise<Told>): Promise<unknown> => {
    const { code, message, result } = await answer;
    if (code !== 0) throw new Error(`${code} ${message}`);
    return result;
  };
  const post = (path: string, body: unknown) => told({ method: "POST", path, body });
  return {
    workspace,
    send,
    post,
    get: (path) => told({ method: "GET", path }),
    put: (path, body) => told({ method: "PUT", path, body }),
    del: (path) => told({ method: "DELETE", path }),
    async group(settings = {}) {
      const made = await good(post("/api/link-group/v1/create", { nm: "Ads", ...settings }));
      return (made as { grpIdx: number }).grpIdx;
    },
    async link(fields = {}) {
      const url = `https://shop.example/${links++}`;
      const made = await good(post("/api/link/v2/create", { url, ttl: "Shop", ...fields }));
      return String(made).slice(String(made).lastIndexOf("/") + 1);
    },
  };
}
