import type { Format } from "../../ui/format.ts";
import { type FieldName, KEPT, SETTINGS, type SettingName } from "./draft.ts";
import type { SettingsTexts } from "./settings-texts.ts";

const isSetting = (name: FieldName): name is SettingName => name in SETTINGS;

/** A value of the form as it is told in a sentence; no password is ever told. */
export function describe(
  name: FieldName,
  value: string | null,
  { text, format }: { text: SettingsTexts; format: Format },
): string {
  if (!isSetting(name)) return describeOther(name, value, { text, format });
  if (value === null) return text.leftTo;
  switch (SETTINGS[name]) {
    case "flag":
      return value === "Y" ? text.onForAll : text.offForAll;
    case "dateTime":
      return value === "" ? "–" : format.dateTime(value);
    case "limit":
      return /^\d+$/.test(value) ? format.number(Number(value)) : value;
    case "password":
      return value === KEPT ? text.aPassword : text.newPassword;
    case "url":
      return value;
  }
}

function describeOther(
  name: FieldName,
  value: string | null,
  { text, format }: { text: SettingsTexts; format: Format },
): string {
  if (name === "webhookEnableYn") return value === "Y" ? text.webhookOwn : text.webhookWorkspace;
  if (name === "webhookMetric") return value === "P" ? text.people : text.clicks;
  if (name === "webhookFrequency") return format.number(Number(value));
  return value ? `“${value}”` : text.nothing;
}
