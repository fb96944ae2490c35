import type { Settings } from "./queries.ts";

export const FIELDS = [
  "name",
  "timeZone",
  "homeCountry",
  "locale",
  "defaultDomain",
  "notifyThresholds",
  "notifyEmails",
  "enableYn",
  "callbackUrl",
  "metric",
  "frequency",
] as const;
export type Field = (typeof FIELDS)[number];

/** As it stands in the form; lists are texts. */
export type Draft = Readonly<Record<Field, string>>;

const WEBHOOK: readonly Field[] = ["enableYn", "callbackUrl", "metric", "frequency"];

export function draftOf(settings: Settings): Draft {
  const { globalWebhook: webhook } = settings;
  return {
    name: settings.name,
    timeZone: settings.timeZone,
    homeCountry: settings.homeCountry ?? "",
    locale: settings.locale,
    defaultDomain: settings.defaultDomain ?? "",
    notifyThresholds: settings.notifyThresholds.join(", "),
    notifyEmails: settings.notifyEmails.join("\n"),
    enableYn: webhook.enableYn,
    callbackUrl: webhook.callbackUrl ?? "",
    metric: webhook.metric,
    frequency: String(webhook.frequency),
  };
}

export function changedFields(draft: Draft, saved: Draft): readonly Field[] {
  return FIELDS.filter((name) => draft[name] !== saved[name]);
}

/** The fields of an update: only those that changed, those of the webhook together. */
export function toWire(draft: Draft, saved: Draft): Readonly<Record<string, unknown>> {
  const changed = changedFields(draft, saved);
  const pairs = (names: readonly Field[]) =>
    Object.fromEntries(names.map((name) => [name, wireValue(name, draft[name])]));
  const webhook = changed.filter((name) => WEBHOOK.includes(name));
  return {
    ...pairs(changed.filter((name) => !WEBHOOK.includes(name))),
    ...(webhook.length > 0 && { globalWebhook: pairs(webhook) }),
  };
}

function wireValue(name: Field, value: string): unknown {
  const text = value.trim();
  switch (name) {
    case "notifyThresholds":
      return words(text).map(Number);
    case "notifyEmails":
      return words(text);
    case "frequency":
      return Number(text);
    case "homeCountry":
    case "defaultDomain":
    case "callbackUrl":
      return text === "" ? null : text;
    default:
      return text;
  }
}

const words = (text: string): string[] => text.split(/[\s,;]+/).filter((it) => it !== "");

export type Complaint = "missing" | "number" | "url";

/** What can be told without asking the server; it has the last word. */
export function complaintsOf(draft: Draft): Readonly<Partial<Record<Field, Complaint>>> {
  const url = draft.callbackUrl.trim();
  const thresholds = words(draft.notifyThresholds);
  return {
    ...(draft.name.trim() === "" && { name: "missing" as const }),
    ...(thresholds.some((it) => !/^[1-9]\d{0,14}$/.test(it)) && {
      notifyThresholds: "number" as const,
    }),
    ...(draft.enableYn === "Y" && url === "" && { callbackUrl: "missing" as const }),
    ...(url !== "" && !/^https?:\/\/\S+$/i.test(url) && { callbackUrl: "url" as const }),
  };
}

/** Somebody saved meanwhile: their word where I changed nothing, mine where I did. */
export function rebase(mine: Draft, base: Draft, theirs: Draft): Draft {
  const changed = changedFields(mine, base);
  return Object.fromEntries(
    FIELDS.map((name) => [name, changed.includes(name) ? mine[name] : theirs[name]]),
  ) as Draft;
}
