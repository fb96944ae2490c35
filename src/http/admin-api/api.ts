import type { FastifyInstance } from "fastify";
import type { Context } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import type { SendParts } from "../../notifications/send-webhook.ts";
import { ADMIN } from "../../workspaces/audit.ts";
import { makeTokenCheck } from "../admin-token.ts";
import { answerFaults, refuseUnknownPaths } from "../answer-faults.ts";
import type { Api } from "../server.ts";
import { dataSources } from "./data-sources.ts";
import { deliveries } from "./deliveries.ts";
import { domains } from "./domains.ts";
import { linkKeys } from "./link-keys.ts";
import { members } from "./members.ts";
import { webhooks } from "./webhooks.ts";
import { WIRE_NAMES } from "./wire-names.ts";
import { workspaces } from "./workspaces.ts";

export interface AdminApiParts {
  readonly context: Context;
  readonly adminToken: string;
  /** For test events. */
  readonly send: SendParts;
}

const PREFIX = "/api/admin";

/** The operator's dialect: the token before everything else, then as the links API does. */
export function adminApi({ context, adminToken, send }: AdminApiParts): Api {
  const isAdmin = makeTokenCheck(adminToken);
  async function routes(app: FastifyInstance): Promise<void> {
    app.addHook("onRequest", async ({ headers }, reply) => {
      if (isAdmin(headers.authorization)) return;
      reply.header("WWW-Authenticate", "Bearer");
      throw new Fault(
        headers.authorization === undefined ? "credential_missing" : "admin_token_wrong",
      );
    });
    app.setErrorHandler(answerFaults(context.log, WIRE_NAMES));
    const acting: Context = { ...context, actor: ADMIN };
    for (const resource of [
      workspaces,
      linkKeys,
      dataSources,
      domains,
      webhooks(send),
      deliveries,
      members,
    ]) {
      resource(app, acting);
    }
    await app.register(async (rest) => refuseUnknownPaths(rest));
  }
  return async (app) => {
    await app.register(routes, { prefix: PREFIX });
  };
}
