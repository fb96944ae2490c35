import type { App } from "../../src/compose.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { type Answer, call, makeWorkspace, type TestWorkspace } from "./workspace.ts";

/** What the audience API answers, with the parts that a call may leave out. */
export interface AudienceBody {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
  readonly rejected?: readonly { name: string; code: number; message: string }[];
}

type Headers = Readonly<Record<string, string>>;

/** A data source of a workspace of its own, and the calls it makes. */
export interface Source {
  readonly workspace: TestWorkspace;
  send(
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    body?: unknown,
    headers?: Headers,
  ): Promise<Answer>;
  /** The body of an answer that must be HTTP 200. */
  post(path: string, body: unknown, headers?: Headers): Promise<AudienceBody>;
  put(path: string, body: unknown): Promise<AudienceBody>;
  get(path: string): Promise<AudienceBody>;
  delete(path: string): Promise<AudienceBody>;
  /** The EUID of a new user. */
  newUser(): Promise<number>;
  set(euid: number, properties: object): Promise<AudienceBody>;
  change(euid: number, type: string, properties: object): Promise<AudienceBody>;
  properties(euid: number): Promise<Readonly<Record<string, unknown>>>;
}

let users = 0;

export async function makeSource(
  app: App,
  with_: Partial<Omit<Workspace, "id">> = {},
): Promise<Source> {
  return sourceOf(app, await makeWorkspace(app, with_));
}

export function sourceOf(app: App, workspace: TestWorkspace): Source {
  const send: Source["send"] = (method, path, body, headers = {}) =>
    call(app, { method, path, body, headers, authorization: `Basic ${workspace.basic}` });
  async function ok(answer: Promise<Answer>): Promise<AudienceBody> {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
    return body as AudienceBody;
  }
  const post: Source["post"] = (path, body, headers) => ok(send("POST", path, body, headers));
  const get: Source["get"] = (path) => ok(send("GET", path));
  const change: Source["change"] = (euid, type, properties) =>
    post("/v1/user/property", { euid, type, properties });
  return {
    workspace,
    send,
    post,
    get,
    change,
    put: (path, body) => ok(send("PUT", path, body)),
    delete: (path) => ok(send("DELETE", path)),
    async newUser() {
      users += 1;
      const body = { identity_name: "user_id", identity_values: [`user ${users}`] };
      const { data } = await post("/v1/user/register", body);
      return (data as [{ euid: number }])[0].euid;
    },
    set: (euid, properties) => change(euid, "set", properties),
    async properties(euid) {
      const { data } = await get(`/v1/user?euid=${euid}`);
      return (data as { properties: Record<string, unknown> }).properties;
    },
  };
}

export const SUCCESS: AudienceBody = { code: 0, message: "success" };
