import Type, { type Static } from "typebox";
import { plans } from "../../workspaces/plan.ts";
import type { Workspace, WorkspaceChanges } from "../../workspaces/workspace.ts";
import { Idx } from "../wire/moment.ts";
import { Nullable, OneOf } from "../wire/schema.ts";
import {
  decodeWebhook,
  encodeFields,
  encodeWebhook,
  shownWebhookFields,
  shownWorkspaceFields,
  workspaceChangeFields,
  workspaceFields,
} from "../wire/workspace-fields.ts";

const MAX_RATE = 2 ** 31 - 1;
const Rate = Type.Integer({ minimum: 1, maximum: MAX_RATE });
const RateLimit = Nullable(
  Type.Object({ perMinute: Rate, perHour: Rate }, { additionalProperties: false }),
);

/** What is the operator's word alone. */
const operators = { plan: OneOf(...plans), rateLimit: RateLimit };

const { name, ...optional } = { ...workspaceFields, ...operators };

export const CreateBody = Type.Object(
  { name, ...Type.Partial(Type.Object(optional)).properties },
  { additionalProperties: false },
);

export const UpdateBody = Type.Object(
  {
    workspaceIdx: Idx,
    ...workspaceChangeFields,
    ...Type.Partial(Type.Object(operators)).properties,
  },
  { additionalProperties: false },
);

export const Row = Type.Object({
  workspaceIdx: Idx,
  ...shownWorkspaceFields,
  ...operators,
  globalWebhook: Type.Object(shownWebhookFields),
});

/** The wire's names end here. */
export function decodeChanges(wire: Static<typeof UpdateBody>): WorkspaceChanges {
  const { workspaceIdx: _, globalWebhook, ...changes } = wire;
  return { ...changes, ...decodeWebhook(globalWebhook) };
}

/** A workspace as a list shows it: never a secret. */
export function encodeWorkspace(workspace: Workspace): Static<typeof Row> {
  const { id, plan, webhook, rateLimit } = workspace;
  const { name, timeZone, ...fields } = encodeFields(workspace);
  return {
    workspaceIdx: id,
    name,
    plan,
    timeZone,
    ...fields,
    rateLimit: rateLimit && { ...rateLimit },
    globalWebhook: encodeWebhook(webhook),
  };
}
