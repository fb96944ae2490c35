import type { App } from "../../src/compose.ts";
import { listWorkspaces } from "../../src/workspaces/list-workspaces.ts";
import { ADMIN_TOKEN } from "./app.ts";
import { type ApiName, documentedRoutes, type Route } from "./documented.ts";
import { DOMAIN, linksClient } from "./links-api.ts";
import { makeMember } from "./member.ts";
import { hashRows } from "./row-hash.ts";
import { type Answer, call } from "./workspace.ts";

/** An HTTP status and the code of the envelope. */
export type Word = readonly [status: number, code: number];

/** How one dialect says what is no matter of a single field. */
export interface Words {
  readonly unreadable: Word;
  readonly notObject: Word;
  readonly mediaType: Word;
  readonly tooLarge: Word;
  readonly method: Word;
  readonly path: Word;
  readonly fieldUnknown: Word;
}

const LINKS_WORDS: Words = {
  unreadable: [400, 40000],
  notObject: [400, 40000],
  mediaType: [415, 41500],
  tooLarge: [413, 41300],
  method: [405, 40500],
  path: [404, 40400],
  fieldUnknown: [200, 40012],
};

const WORDS: Readonly<Record<ApiName, Words>> = {
  links: LINKS_WORDS,
  workspace: LINKS_WORDS,
  admin: LINKS_WORDS,
  audience: {
    unreadable: [400, 55004],
    notObject: [200, 55004],
    mediaType: [415, 55004],
    tooLarge: [413, 55004],
    method: [405, 55004],
    path: [404, 55004],
    fieldUnknown: [200, 55004],
  },
};

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An API with something in it to be harmed, and what its calls may name. */
export interface ProvingGround {
  readonly api: ApiName;
  readonly routes: readonly Route[];
  readonly words: Words;
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  readonly hash: () => Promise<string>;
  /** Values that exist, by the name of the field. */
  readonly known: Readonly<Record<string, unknown>>;
}

const WEBHOOK = {
  enabled: true,
  url: "https://93.184.215.14/hook",
  metric: "clicks",
  frequency: 1,
  hasSecret: true,
} as const;

export async function openGround(app: App, api: ApiName): Promise<ProvingGround> {
  const client = await linksClient(app, { webhook: WEBHOOK });
  const { workspace } = client;
  const grpIdx = await client.group();
  const linkId = await client.link({ grpIdx });
  const euid = await registerUser(app, workspace.basic);
  const member = await makeMember(app, {
    workspaceIds: [workspace.context.workspace.id],
    role: "owner",
  });
  const authorization = {
    links: `APIKey ${workspace.linkKey}`,
    audience: `Basic ${workspace.basic}`,
    workspace: undefined,
    admin: `Bearer ${ADMIN_TOKEN}`,
  }[api];
  const workspaceIdx = workspace.context.workspace.id;
  const browser = { cookie: member.cookie, "x-simpul": "1" };
  const known = { grpIdx, linkId, euid, workspaceIdx, memberIdx: member.id };
  return {
    api,
    routes: await documentedRoutes(app, api),
    words: WORDS[api],
    send: (method, path, { headers, ...sent } = {}) =>
      call(app, {
        method: method as "GET",
        path,
        ...(authorization !== undefined && { authorization }),
        headers: { ...(api === "workspace" && browser), ...headers },
        ...sent,
      }),
    async hash() {
      const ids = (await listWorkspaces(app.context)).map(({ id }) => id);
      return hashRows(app.context.db, ids);
    },
    // The server's own domain is nobody's to be given.
    known: api === "admin" || api === "workspace" ? known : { ...known, domain: DOMAIN },
  };
}

async function registerUser(app: App, basic: string): Promise<number> {
  const body = { identity_name: "user_id", identity_values: ["budi"] };
  const path = "/v1/user/register";
  const answer = await call(app, { method: "POST", path, authorization: `Basic ${basic}`, body });
  return (answer.body as { data: [{ euid: number }] }).data[0].euid;
}

/** What is wrong with an answer as its dialect's envelope; null where nothing is. */
export function envelopeFault(api: ApiName, { status, body }: Answer): string | null {
  if (status >= 500) return `status ${status}`;
  if (typeof body !== "object" || body === null) return "no JSON";
  const { code, message, ...rest } = body as Record<string, unknown>;
  if (!Number.isInteger(code) || typeof message !== "string") return "no code or message";
  const names = Object.keys(rest);
  const allowed = api === "audience" ? ["data", "rejected"] : ["result"];
  const stranger = names.find((name) => !allowed.includes(name));
  if (stranger !== undefined) return `a field ${stranger}`;
  if (code !== 0 && message === "") return "a failure without a message";
  if (api !== "audience" && code !== 0 && code !== 41200 && rest["result"] !== null) {
    return "a failure with a result";
  }
  return null;
}

/** The code of the call, or of its first item where each has its own. */
export function codeOf({ body }: Answer): number {
  const { code, result } = body as { code: number; result?: unknown };
  const [first] = Array.isArray(result) ? (result as { code?: number }[]) : [];
  return first?.code ?? code;
}
