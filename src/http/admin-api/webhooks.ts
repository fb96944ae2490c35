import Type from "typebox";
import type { SendParts } from "../../notifications/send-webhook.ts";
import { testWebhook } from "../../notifications/test-webhook.ts";
import { rotateWebhookSecret } from "../../workspaces/rotate-webhook-secret.ts";
import { success } from "../envelope.ts";
import { answers } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx } from "../wire/moment.ts";
import { WebhookTestResult } from "../wire/webhook-test.ts";
import type { Resource } from "./wire.ts";

const WorkspaceBody = Type.Object({ workspaceIdx: Idx }, { additionalProperties: false });
const readBody = compileFields(WorkspaceBody);

/** The global webhook of a workspace. */
export const webhooks =
  (send: SendParts): Resource =>
  (app, context) => {
    app.post(
      "/v1/webhooks/rotate-secret",
      {
        schema: {
          summary: "Make a new global secret; for 24 hours the one before signs beside it",
          body: WorkspaceBody,
          response: answers(Type.Object({ webhookSecretKey: Type.String() })),
        },
      },
      async ({ body }) => {
        const { workspaceIdx } = readBody(fieldsOf(body));
        return success({ webhookSecretKey: await rotateWebhookSecret(context, workspaceIdx) });
      },
    );

    app.post(
      "/v1/webhooks/test",
      {
        schema: {
          summary: "Send a test event to the global URL, and tell what the receiver answers",
          body: WorkspaceBody,
          response: answers(WebhookTestResult),
        },
      },
      async ({ body }) => {
        const { workspaceIdx } = readBody(fieldsOf(body));
        return success(await testWebhook(context, send, workspaceIdx));
      },
    );
  };
