import Type from "typebox";
import { rotateWebhookSecret } from "../../workspaces/rotate-webhook-secret.ts";
import { success } from "../envelope.ts";
import { answers } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx, type Resource } from "./wire.ts";

const RotateBody = Type.Object({ workspaceIdx: Idx }, { additionalProperties: false });
const readRotate = compileFields(RotateBody);

/** The global webhook of a workspace. */
export const webhooks: Resource = (app, context) => {
  app.post(
    "/v1/webhooks/rotate-secret",
    {
      schema: {
        summary: "Make a new global secret; for 24 hours the one before signs beside it",
        body: RotateBody,
        response: answers(Type.Object({ webhookSecretKey: Type.String() })),
      },
    },
    async ({ body }) => {
      const { workspaceIdx } = readRotate(fieldsOf(body));
      return success({ webhookSecretKey: await rotateWebhookSecret(context, workspaceIdx) });
    },
  );
};
