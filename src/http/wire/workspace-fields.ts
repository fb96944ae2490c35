import Type, { type Static } from "typebox";
import { Fault } from "../../kit/fault.ts";
import { languages } from "../../kit/language.ts";
import { isTimeZone } from "../../kit/local-time.ts";
import { isCountry } from "../../workspaces/country.ts";
import {
  checkEmails,
  checkThresholds,
  type GlobalWebhook,
  WEBHOOK_FREQUENCIES,
  type Workspace,
  type WorkspaceChanges,
} from "../../workspaces/workspace.ts";
import type { Checks } from "./fields.ts";
import { Moment, moment } from "./moment.ts";
import { Flag, Line, Nullable, OneOf, WireUrl } from "./schema.ts";

const Domain = Nullable(
  Type.String({ maxLength: 300, description: "one that it owns; null: the server's" }),
);

/** What may be said of a workspace, by its operator and its owners. */
export const workspaceFields = {
  name: Line(1, 100),
  timeZone: Type.String({ maxLength: 100, description: "an IANA name, such as Asia/Jakarta" }),
  homeCountry: Nullable(
    Type.String({ maxLength: 2, description: "ISO 3166-1 alpha-2; null: no visit is foreign" }),
  ),
  locale: OneOf(...languages),
  defaultDomain: Domain,
};

const Metric = OneOf("C", "P");
const Frequency = OneOf(...WEBHOOK_FREQUENCIES);
export type WebhookFrequency = Static<typeof Frequency>;
const WebhookChange = Type.Object(
  {
    enableYn: Type.Optional(Flag),
    callbackUrl: Type.Optional(Nullable(WireUrl)),
    metric: Type.Optional(Metric),
    frequency: Type.Optional(Frequency),
  },
  { additionalProperties: false },
);
const Thresholds = Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), {
  maxItems: 100,
});
const Emails = Type.Array(Type.String({ maxLength: 254 }), { maxItems: 20 });

/** What may be said of one that there is. */
export const workspaceChangeFields = {
  ...Type.Partial(Type.Object(workspaceFields)).properties,
  notifyThresholds: Type.Optional(Thresholds),
  notifyEmails: Type.Optional(Emails),
  globalWebhook: Type.Optional(WebhookChange),
};

/** What is shown of one beside these: never a secret. */
export const shownWorkspaceFields = {
  ...workspaceFields,
  notifyThresholds: Thresholds,
  notifyEmails: Emails,
  unsubscribedEmails: Type.Array(Type.String(), {
    description: "Those of notifyEmails whose owner wants no mail; take one out and put it in anew",
  }),
  regYmdt: Moment,
  modYmdt: Moment,
};

export const shownWebhookFields = {
  enableYn: Flag,
  callbackUrl: Nullable(Type.String()),
  metric: Metric,
  frequency: Frequency,
};
const Shown = Type.Object(shownWorkspaceFields);
const ShownWebhook = Type.Object(shownWebhookFields);

const refuse = (field: string, reason: string) => new Fault("field_invalid", { field, reason });

/** What JSON Schema cannot say of where a workspace is. */
export const placeChecks = {
  timeZone: (zone: unknown) => {
    if (!isTimeZone(zone as string)) throw refuse("timeZone", "time_zone_unknown");
  },
  homeCountry: (country: unknown) => {
    if (country !== null && !isCountry(country as string)) {
      throw refuse("homeCountry", "country_unknown");
    }
  },
} satisfies Checks;

/** What JSON Schema cannot say of a field. */
export const workspaceChecks: Checks = {
  ...placeChecks,
  notifyThresholds: (thresholds) =>
    checkThresholds(thresholds as readonly number[], "notifyThresholds"),
  notifyEmails: (emails) => checkEmails(emails as readonly string[], "notifyEmails"),
};

/** The wire's names end here. */
export function decodeWebhook(
  wire: Static<typeof WebhookChange> | undefined,
): Pick<WorkspaceChanges, "webhook"> {
  if (wire === undefined) return {};
  const { enableYn, callbackUrl, metric, frequency } = wire;
  return {
    webhook: {
      ...(enableYn !== undefined && { enabled: enableYn === "Y" }),
      ...(callbackUrl !== undefined && { url: callbackUrl }),
      ...(metric !== undefined && { metric: metric === "C" ? "clicks" : "people" }),
      ...(frequency !== undefined && { frequency }),
    },
  };
}

export function encodeFields(workspace: Workspace): Static<typeof Shown> {
  const { name, timeZone, homeCountry, locale, defaultDomain, createdAt, updatedAt } = workspace;
  return {
    name,
    timeZone,
    homeCountry,
    locale,
    defaultDomain,
    notifyThresholds: [...workspace.notifyThresholds],
    notifyEmails: [...workspace.notifyEmails],
    unsubscribedEmails: [...workspace.unsubscribedEmails],
    regYmdt: moment(createdAt, workspace),
    modYmdt: moment(updatedAt, workspace),
  };
}

export function encodeWebhook(webhook: GlobalWebhook): Static<typeof ShownWebhook> {
  return {
    enableYn: webhook.enabled ? "Y" : "N",
    callbackUrl: webhook.url,
    metric: webhook.metric === "clicks" ? "C" : "P",
    frequency: webhook.frequency,
  };
}
