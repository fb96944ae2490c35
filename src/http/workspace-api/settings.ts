import type { FastifyRequest } from "fastify";
import Type, { type Static } from "typebox";
import { testWebhook } from "../../notifications/test-webhook.ts";
import { loadWorkspace } from "../../workspaces/load-workspace.ts";
import { plans } from "../../workspaces/plan.ts";
import { rotateWebhookSecret } from "../../workspaces/rotate-webhook-secret.ts";
import { updateWorkspace, workspaceVersion } from "../../workspaces/update-workspace.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { success } from "../envelope.ts";
import { etagOf, expectedVersions, type PresentRow, withPresentRow } from "../versions.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Flag, OneOf } from "../wire/schema.ts";
import { WebhookTestResult } from "../wire/webhook-test.ts";
import {
  decodeWebhook,
  encodeFields,
  encodeWebhook,
  shownWebhookFields,
  shownWorkspaceFields,
  workspaceChangeFields,
  workspaceChecks,
} from "../wire/workspace-fields.ts";
import type { Acting, Resource } from "./api.ts";
import { WIRE_NAMES } from "./wire-names.ts";

const UpdateBody = Type.Object(workspaceChangeFields, { additionalProperties: false });
const readUpdate = compileFields(UpdateBody, { also: workspaceChecks });
const Secret = Type.Object({ webhookSecretKey: Type.String() });

const Settings = Type.Object({
  ...shownWorkspaceFields,
  plan: OneOf(...plans),
  globalWebhook: Type.Object({
    ...shownWebhookFields,
    secretYn: { ...Flag, description: "Y: it has a secret, which is shown once" },
  }),
});

const tags = ["settings"];

/** What is said of the workspace as a whole. */
export const settings: Resource = (app, acting, { send }) => {
  const path = "/v1/settings";

  app.get(
    path,
    {
      config: { needs: "viewer" },
      schema: { summary: "The workspace's settings", tags, response: answers(Settings) },
    },
    async (request, reply) => {
      const { version, row } = await presentRow(acting, request);
      reply.header("ETag", etagOf(version));
      return success(row);
    },
  );

  app.put(
    path,
    {
      config: { needs: "owner" },
      schema: {
        summary: "Change settings; the global webhook's first secret is shown this once",
        tags,
        body: UpdateBody,
        response: answers(Type.Union([Nothing, Secret])),
      },
      errorHandler: withPresentRow(WIRE_NAMES, (request) => presentRow(acting, request)),
    },
    async (request) => {
      const { ctx } = acting(request);
      const { globalWebhook, ...changes } = readUpdate(fieldsOf(request.body));
      const secret = await updateWorkspace(ctx, {
        workspaceId: ctx.workspace.id,
        changes: { ...changes, ...decodeWebhook(globalWebhook) },
        expected: expectedVersions(request.headers["if-match"]),
      });
      return success(secret === null ? null : { webhookSecretKey: secret });
    },
  );

  app.post(
    "/v1/webhook/rotate-secret",
    {
      config: { needs: "owner" },
      schema: {
        summary: "Make a new global secret; for 24 hours the one before signs beside it",
        tags,
        response: answers(Secret),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      return success({ webhookSecretKey: await rotateWebhookSecret(ctx, ctx.workspace.id) });
    },
  );

  app.post(
    "/v1/webhook/test",
    {
      config: { needs: "editor" },
      schema: {
        summary: "Send a test event to the global URL, and tell what the receiver answers",
        tags,
        response: answers(WebhookTestResult),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      return success(await testWebhook(ctx, send, ctx.workspace.id));
    },
  );
};

async function presentRow(acting: Acting, request: FastifyRequest): Promise<PresentRow> {
  const { ctx } = acting(request);
  const workspace = await loadWorkspace(ctx, ctx.workspace.id);
  return { version: workspaceVersion(workspace), row: encode(workspace) };
}

function encode(workspace: Workspace): Static<typeof Settings> {
  const { plan, webhook } = workspace;
  const secretYn = webhook.hasSecret ? "Y" : "N";
  return {
    ...encodeFields(workspace),
    plan,
    globalWebhook: { ...encodeWebhook(webhook), secretYn },
  };
}
