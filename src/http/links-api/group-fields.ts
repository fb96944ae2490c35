import Type, { type Static } from "typebox";
import { type CountedGroup, webhookDefaults } from "../../links/group.ts";
import type { GroupChange } from "../../links/group-change.ts";
import { defaults, type Settings } from "../../links/policy.ts";
import type { Figures } from "../../statistics/scope.ts";
import { WEBHOOK_FREQUENCIES } from "../../workspaces/workspace.ts";
import { described, Flag, Line, Memo, Nullable, OneOf, WireUrl } from "../wire/schema.ts";
import type { Reading } from "./reading.ts";
import {
  decodeSettings,
  encodeSettings,
  SETTINGS_SENT_NAMES,
  settingsFields,
} from "./settings-fields.ts";
import { fromFlag, fromMetric, toFlag, toLocal, toMetric, unlessCleared } from "./values.ts";

export const GroupName = described(Line(1, 100), "Name of the group");

/** Everything a group can be told but its name. */
export const groupFields = {
  memo: Type.Optional(described(Nullable(Memo(1_000)), "Free note")),
  ...settingsFields,
  webhookEnableYn: Type.Optional(
    described(Nullable(Flag), "Y: this group's links have a webhook of their own; Enterprise"),
  ),
  webhookCallbackUrl: Type.Optional(
    described(Nullable(WireUrl), "Where the webhook is sent; required when enabled"),
  ),
  webhookMetric: Type.Optional(
    described(Nullable(OneOf("C", "P")), "Counts clicks or people (unique visitors)"),
  ),
  webhookFrequency: Type.Optional(
    described(Nullable(OneOf(...WEBHOOK_FREQUENCIES)), "Fires on every n-th, counted per link"),
  ),
};

export const GroupId = described(
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  "Number of the group",
);

const Fields = Type.Object({ nm: Type.Optional(GroupName), ...groupFields });

export function decodeGroup(wire: Static<typeof Fields>, reading: Reading): GroupChange {
  return {
    name: wire.nm,
    memo: unlessCleared(wire.memo, (text) => text),
    settings: decodeSettings(wire, reading),
    webhook: {
      enabled: fromFlag(wire.webhookEnableYn),
      url: unlessCleared(wire.webhookCallbackUrl, (text) => text),
      metric: unlessCleared(wire.webhookMetric, fromMetric),
      frequency: wire.webhookFrequency,
    },
  };
}

/** A row of the list: defaults stand where nothing is set. */
export function encodeGroupRow(group: CountedGroup, zone: string) {
  const { settings, webhook } = group;
  return {
    idx: group.id,
    nm: group.name,
    memo: group.memo ?? "",
    linkCnt: group.links,
    notfSubscYn: toFlag(settings.subscribes ?? defaults.subscribes),
    qrBypassYn: toFlag(settings.qrBypass ?? defaults.qrBypass),
    blockOverseasSticsYn: toFlag(settings.excludesOverseas ?? defaults.excludesOverseas),
    pushNotifyYn: toFlag(settings.notifiesPush ?? defaults.notifiesPush),
    mailNotifyYn: toFlag(settings.notifiesMail ?? defaults.notifiesMail),
    webhookEnableYn: toFlag(webhook.enabled ?? webhookDefaults.enabled),
    webhookCallbackUrl: webhook.url,
    webhookMetric: toMetric(webhook.metric ?? webhookDefaults.metric),
    webhookFrequency: webhook.frequency ?? webhookDefaults.frequency,
    regYmdt: toLocal(group.createdAt, zone),
    modYmdt: toLocal(group.updatedAt, zone),
  };
}

/** A row with the names of what the group has set. */
export function encodeListedGroup(group: CountedGroup, zone: string) {
  const names = Object.keys(group.settings) as (keyof Settings)[];
  const set = names.filter((name) => group.settings[name] !== null);
  return { ...encodeGroupRow(group, zone), set: set.map((name) => SETTINGS_SENT_NAMES[name]) };
}

/** Every setting, null where not set. */
export function encodeGroup(
  group: CountedGroup,
  zone: string,
  { clicks, people, statisticsUrl }: Figures & { readonly statisticsUrl: string | null },
) {
  const { webhook } = group;
  return {
    idx: group.id,
    nm: group.name,
    memo: group.memo,
    ...encodeSettings(group.settings, zone),
    webhookEnableYn: toFlag(webhook.enabled),
    webhookCallbackUrl: webhook.url,
    webhookMetric: webhook.metric && toMetric(webhook.metric),
    webhookFrequency: webhook.frequency,
    linkCnt: group.links,
    acesCnt: clicks,
    pernCnt: people,
    statisticsUrl,
    regYmdt: toLocal(group.createdAt, zone),
    modYmdt: toLocal(group.updatedAt, zone),
  };
}
