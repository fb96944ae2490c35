import Type, { type Static } from "typebox";
import { Fault } from "../../kit/fault.ts";
import { languages } from "../../kit/language.ts";
import { isTimeZone } from "../../kit/local-time.ts";
import { isCountry } from "../../workspaces/country.ts";
import { plans } from "../../workspaces/plan.ts";
import {
  checkEmails,
  checkThresholds,
  WEBHOOK_FREQUENCIES,
  type Workspace,
  type WorkspaceChanges,
} from "../../workspaces/workspace.ts";
import { Flag, Line, Nullable, OneOf, WireUrl } from "../wire/schema.ts";
import { Idx, Moment, moment } from "./wire.ts";

const MAX_RATE = 2 ** 31 - 1;
const Rate = Type.Integer({ minimum: 1, maximum: MAX_RATE });
const RateLimit = Nullable(
  Type.Object({ perMinute: Rate, perHour: Rate }, { additionalProperties: false }),
);
const Domain = Nullable(
  Type.String({ maxLength: 300, description: "one that it owns; null: the server's" }),
);

/** What an operator may say when making a workspace. */
const settings = {
  name: Line(1, 100),
  plan: OneOf(...plans),
  timeZone: Type.String({ maxLength: 100, description: "an IANA name, such as Asia/Jakarta" }),
  homeCountry: Nullable(
    Type.String({ maxLength: 2, description: "ISO 3166-1 alpha-2; null: no visit is foreign" }),
  ),
  locale: OneOf(...languages),
  defaultDomain: Domain,
  rateLimit: RateLimit,
};

const Metric = OneOf("C", "P");
const Frequency = OneOf(...WEBHOOK_FREQUENCIES);
const GlobalWebhook = Type.Object(
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

const { name, ...optional } = settings;

export const CreateBody = Type.Object(
  { name, ...Type.Partial(Type.Object(optional)).properties },
  { additionalProperties: false },
);

export const UpdateBody = Type.Object(
  {
    workspaceIdx: Idx,
    ...Type.Partial(Type.Object(settings)).properties,
    notifyThresholds: Type.Optional(Thresholds),
    notifyEmails: Type.Optional(Emails),
    globalWebhook: Type.Optional(GlobalWebhook),
  },
  { additionalProperties: false },
);

export const Row = Type.Object({
  workspaceIdx: Idx,
  ...settings,
  notifyThresholds: Thresholds,
  notifyEmails: Emails,
  unsubscribedEmails: Type.Array(Type.String(), {
    description: "Those of notifyEmails whose owner wants no mail; take one out and put it in anew",
  }),
  globalWebhook: Type.Object({
    enableYn: Flag,
    callbackUrl: Nullable(Type.String()),
    metric: Metric,
    frequency: Frequency,
  }),
  regYmdt: Moment,
  modYmdt: Moment,
});

const refuse = (field: string, reason: string) => new Fault("field_invalid", { field, reason });

/** What JSON Schema cannot say of a field. */
export const ALSO: Readonly<Record<string, (value: unknown) => void>> = {
  timeZone: (zone) => {
    if (!isTimeZone(zone as string)) throw refuse("timeZone", "time_zone_unknown");
  },
  homeCountry: (country) => {
    if (country !== null && !isCountry(country as string)) {
      throw refuse("homeCountry", "country_unknown");
    }
  },
  notifyThresholds: (thresholds) =>
    checkThresholds(thresholds as readonly number[], "notifyThresholds"),
  notifyEmails: (emails) => checkEmails(emails as readonly string[], "notifyEmails"),
};

/** The wire's names end here. */
export function decodeChanges(wire: Static<typeof UpdateBody>): WorkspaceChanges {
  const { workspaceIdx: _, globalWebhook, ...changes } = wire;
  if (globalWebhook === undefined) return changes;
  const { enableYn, callbackUrl, metric, frequency } = globalWebhook;
  return {
    ...changes,
    webhook: {
      ...(enableYn !== undefined && { enabled: enableYn === "Y" }),
      ...(callbackUrl !== undefined && { url: callbackUrl }),
      ...(metric !== undefined && { metric: metric === "C" ? "clicks" : "people" }),
      ...(frequency !== undefined && { frequency }),
    },
  };
}

/** A workspace as a list shows it: never a secret. */
export function encodeWorkspace(workspace: Workspace): Static<typeof Row> {
  const { id, webhook, createdAt, updatedAt, rateLimit } = workspace;
  return {
    workspaceIdx: id,
    name: workspace.name,
    plan: workspace.plan,
    timeZone: workspace.timeZone,
    homeCountry: workspace.homeCountry,
    locale: workspace.locale,
    defaultDomain: workspace.defaultDomain,
    rateLimit: rateLimit && { ...rateLimit },
    notifyThresholds: [...workspace.notifyThresholds],
    notifyEmails: [...workspace.notifyEmails],
    unsubscribedEmails: [...workspace.unsubscribedEmails],
    globalWebhook: {
      enableYn: webhook.enabled ? "Y" : "N",
      callbackUrl: webhook.url,
      metric: webhook.metric === "clicks" ? "C" : "P",
      frequency: webhook.frequency as Static<typeof Frequency>,
    },
    regYmdt: moment(createdAt, workspace),
    modYmdt: moment(updatedAt, workspace),
  };
}
