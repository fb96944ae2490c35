import type { FastifyInstance } from "fastify";
import type { Context } from "../../context.ts";
import type { Sessions } from "../../members/find-session.ts";
import { answerFaults, refuseUnknownPaths } from "../answer-faults.ts";
import type { ReadClient } from "../client-address.ts";
import { requireOwnPage } from "../own-page.ts";
import type { Api } from "../server.ts";
import type { SessionDoor } from "../session-door.ts";
import { WIRE_NAMES } from "./wire-names.ts";

export interface WorkspaceApiParts {
  readonly context: Context;
  readonly sessions: Sessions;
  readonly door: SessionDoor;
  readonly readClient: ReadClient;
}

/** A resource puts its routes on the app. */
export type SessionResource = (app: FastifyInstance, parts: WorkspaceApiParts) => void;

export interface Endpoints {
  readonly session: readonly SessionResource[];
}

/** What the dashboard asks of: who is signed in, and the workspace that they chose. */
export function workspaceApi(parts: WorkspaceApiParts, endpoints: Endpoints): Api {
  const faults = answerFaults(parts.context.log, WIRE_NAMES);
  async function session(app: FastifyInstance): Promise<void> {
    app.setErrorHandler(faults);
    // Signing in is a change too: from a foreign page it would be in the foreigner's name.
    app.addHook("onRequest", async (request, reply) => {
      requireOwnPage(request);
      reply.header("Cache-Control", "no-store");
    });
    for (const resource of endpoints.session) resource(app, parts);
    await app.register(async (rest) => refuseUnknownPaths(rest));
  }
  return async (app) => {
    await app.register(session, { prefix: "/api/session" });
  };
}
