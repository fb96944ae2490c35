import Type from "typebox";
import { subscribeMember } from "../../notifications/subscribe-member.ts";
import { unsubscribeMember } from "../../notifications/unsubscribe-member.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Line } from "../wire/schema.ts";
import type { Resource } from "./api.ts";

const Endpoint = Line(1, 2_048);
const SubscribeBody = Type.Object(
  {
    endpoint: Endpoint,
    p256dh: Line(1, 200),
    auth: Line(1, 100),
  },
  { additionalProperties: false },
);
const UnsubscribeQuery = Type.Object({ endpoint: Endpoint }, { additionalProperties: false });
const readSubscribe = compileFields(SubscribeBody);
const readUnsubscribe = compileFields(UnsubscribeQuery, { query: true });

const config = { needs: "viewer" } as const;
const tags = ["notices"];

/** The member's own browser, for notices of clicks. */
export const pushSubscription: Resource = (app, acting) => {
  const path = "/v1/push-subscription";

  const subscribe = {
    summary: "Tell this browser of clicks in the workspace",
    tags,
    body: SubscribeBody,
    response: answers(Nothing),
  };
  app.post(path, { config, schema: subscribe }, async (request) => {
    const { ctx, caller } = acting(request);
    const subscription = readSubscribe(fieldsOf(request.body));
    const memberId = caller.member.id;
    await subscribeMember(ctx, { workspaceId: ctx.workspace.id, memberId, subscription });
    return success(null);
  });

  const unsubscribe = {
    summary: "Tell this browser no more",
    tags,
    querystring: UnsubscribeQuery,
    response: answers(Nothing),
  };
  app.delete(path, { config, schema: unsubscribe }, async (request) => {
    const { ctx, caller } = acting(request);
    const { endpoint } = readUnsubscribe(request.query as object);
    const memberId = caller.member.id;
    await unsubscribeMember(ctx, { workspaceId: ctx.workspace.id, memberId, endpoint });
    return success(null);
  });
};
