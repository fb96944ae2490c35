import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context } from "../../context.ts";
import type { Sessions } from "../../members/find-session.ts";
import { type Role, requireRole } from "../../members/role.ts";
import type { SendParts } from "../../notifications/send-webhook.ts";
import { answerFaults, refuseUnknownPaths } from "../answer-faults.ts";
import type { ReadClient } from "../client-address.ts";
import { requireOwnPage } from "../own-page.ts";
import { makeRequestNote } from "../request-note.ts";
import type { Api } from "../server.ts";
import type { SessionActing, SessionDoor } from "../session-door.ts";
import { requireSite } from "../site-only.ts";
import { WIRE_NAMES } from "./wire-names.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The least that a member must be to make the call. */
    readonly needs?: Role;
  }
}

export interface WorkspaceApiParts {
  readonly context: Context;
  readonly sessions: Sessions;
  readonly door: SessionDoor;
  readonly readClient: ReadClient;
  readonly send: SendParts;
}

/** A resource puts its routes on the app. */
export type SessionResource = (app: FastifyInstance, parts: WorkspaceApiParts) => void;

/** One of the chosen workspace; every route says whom it needs. */
export type Resource = (app: FastifyInstance, acting: Acting, parts: WorkspaceApiParts) => void;
export type Acting = (request: FastifyRequest) => SessionActing;

export interface Endpoints {
  readonly session: readonly SessionResource[];
  readonly workspace: readonly Resource[];
}

/** What the dashboard asks of: who is signed in, and the workspace that they chose. */
export function workspaceApi(parts: WorkspaceApiParts, endpoints: Endpoints): Api {
  const faults = answerFaults(parts.context.log, WIRE_NAMES);

  async function session(app: FastifyInstance): Promise<void> {
    app.setErrorHandler(faults);
    requireSite(app, parts.context.site);
    await app.register(async (known) => {
      // Signing in is a change too: from a foreign page it would be in the foreigner's name.
      known.addHook("onRequest", async (request, reply) => {
        requireOwnPage(request);
        reply.header("Cache-Control", "no-store");
      });
      for (const resource of endpoints.session) resource(known, parts);
    });
    await app.register(async (rest) => refuseUnknownPaths(rest));
  }

  async function workspace(app: FastifyInstance): Promise<void> {
    const callers = makeRequestNote<SessionActing>(app, "caller");
    app.setErrorHandler(faults);
    requireSite(app, parts.context.site);
    await app.register(async (known) => {
      known.addHook("onRequest", async (request, reply) => {
        const caller = await parts.door.act(request, reply, "viewer");
        requireRole(caller.role, request.routeOptions.config.needs ?? "owner");
        callers.set(request, caller);
      });
      for (const resource of endpoints.workspace) resource(known, callers.of, parts);
    });
    await app.register(async (rest) => refuseUnknownPaths(rest));
  }

  return async (app) => {
    await app.register(session, { prefix: "/api/session" });
    await app.register(workspace, { prefix: "/api/workspace" });
  };
}
