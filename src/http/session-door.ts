import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context, WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import type { SessionCaller, Sessions } from "../members/find-session.ts";
import { type Role, requireRole } from "../members/role.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { requireOwnPage } from "./own-page.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { makeSiteCheck } from "./site-only.ts";

/** Somebody who acts in one workspace from a browser. */
export interface SessionActing {
  readonly caller: SessionCaller;
  readonly ctx: WorkspaceContext;
  readonly role: Role;
}

/** Lets browsers in: by the cookie, under the site's own host, and only what comes from our own pages. */
export interface SessionDoor {
  /** Whether this door is meant: a key that came with the call is asked elsewhere. */
  isFor(request: FastifyRequest): boolean;
  /** Who comes, in whichever workspace. */
  enter(request: FastifyRequest, reply: FastifyReply): Promise<SessionCaller>;
  /** Who comes and acts in a workspace; `needed` is what a change of anything takes. */
  act(request: FastifyRequest, reply: FastifyReply, needed?: Role): Promise<SessionActing>;
  /** True once the session that a call came with is good for its workspace no more. */
  isClosed(request: FastifyRequest): Promise<boolean>;
}

const MINUTE_MS = 60_000;
/** Of one member on one node: more than any person and less than a mishap. */
const MOST_A_MINUTE = 1_200;

export function makeSessionDoor(context: Context, sessions: Sessions): SessionDoor {
  const countRequest = makeCounter(context);
  const isSite = makeSiteCheck(context.site);

  /** Null under a host that is not the site's: a cookie sent there is none of ours. */
  function tokenOf(request: FastifyRequest): string | null {
    return isSite(request) ? readSessionCookie(request.headers.cookie) : null;
  }

  async function find(request: FastifyRequest): Promise<SessionCaller> {
    const token = tokenOf(request);
    if (token === null) throw new Fault("credential_missing");
    return sessions.find(token);
  }

  async function enter(request: FastifyRequest, reply: FastifyReply): Promise<SessionCaller> {
    requireOwnPage(request);
    const caller = await find(request);
    countRequest(caller.member.id);
    // What is answered is of one person: no cache keeps it, and no other page reads it.
    reply.header("Cache-Control", "no-store");
    reply.header("Cross-Origin-Resource-Policy", "same-origin");
    return caller;
  }

  async function choose(request: FastifyRequest, caller: SessionCaller) {
    const asked = askedWorkspace(request);
    for (const { workspaceId, role } of caller.memberships) {
      if (asked !== null && asked !== workspaceId) continue;
      const workspace = await context.workspaces.get(String(workspaceId));
      if (isThere(workspace)) return { workspace, role };
    }
    throw new Fault("workspace_unknown");
  }

  return {
    isFor: (request) => request.headers.authorization === undefined && tokenOf(request) !== null,
    enter,
    async act(request, reply, needed = "editor") {
      const caller = await enter(request, reply);
      const { workspace, role } = await choose(request, caller);
      sessions.note(caller, workspace.id);
      if (request.method !== "GET") requireRole(role, needed);
      const { id, name } = caller.member;
      const actor = { kind: "member", id, name } as const;
      return { caller, ctx: { ...context, workspace, actor }, role };
    },
    async isClosed(request) {
      try {
        await choose(request, await find(request));
        return false;
      } catch (error) {
        return error instanceof Fault && error.code !== "busy";
      }
    },
  };
}

function isThere(workspace: Workspace | null): workspace is Workspace {
  return workspace !== null && workspace.deletedAt === null;
}

/** By the header; a browser's event source and its downloads cannot send one, so the query may say it. */
function askedWorkspace({ headers, method, query }: FastifyRequest): number | null {
  const inQuery = method === "GET" ? (query as Record<string, unknown>)["workspaceIdx"] : undefined;
  const asked = headers["x-workspace"] ?? inQuery;
  if (asked === undefined || asked === "") return null;
  if (typeof asked !== "string" || !/^\d{1,16}$/.test(asked)) throw new Fault("workspace_unknown");
  return Number(asked);
}

/** rate_limited where one member asks more within a minute than a person could. */
function makeCounter({ clock }: Context): (memberId: number) => void {
  let minute = 0;
  let requests = new Map<number, number>();
  return (memberId) => {
    const at = clock().getTime();
    const current = Math.floor(at / MINUTE_MS);
    if (current !== minute) requests = new Map();
    minute = current;
    const count = (requests.get(memberId) ?? 0) + 1;
    requests.set(memberId, count);
    if (count <= MOST_A_MINUTE) return;
    throw new Fault("rate_limited", {
      seconds: Math.ceil(((current + 1) * MINUTE_MS - at) / 1000),
    });
  };
}
