import type { Format } from "../../ui/format.ts";
import { type FieldName, KEPT, SETTINGS, type SettingName } from "./draft.ts";
import type { FormTexts } from "./form-texts.ts";
import type { Sourced } from "./queries.ts";

interface Tongue {
  readonly text: FormTexts;
  readonly format: Format;
}

const isSetting = (name: FieldName): name is SettingName => name in SETTINGS;

/** A value of the form as it is told in a sentence; no password is ever told. */
export function describe(name: FieldName, value: string | null, { text, format }: Tongue): string {
  if (!isSetting(name)) {
    if (!value) return text.nothing;
    return name === "delYmdt" ? format.dateTime(value) : `“${value}”`;
  }
  if (value === null) return SETTINGS[name] === "flag" ? text.notSetOff : text.notSet;
  switch (SETTINGS[name]) {
    case "flag":
      return value === "Y" ? text.on : text.off;
    case "dateTime":
      return value === "" ? text.nothing : format.dateTime(value);
    case "limit":
      return limit(value, { text, format });
    case "password":
      return value === KEPT ? text.aPassword : text.newPassword;
    case "url":
      return value;
  }
}

function limit(value: string, { text, format }: Tongue): string {
  if (value === "0") return text.noLimit;
  return /^\d+$/.test(value) ? format.number(Number(value)) : value;
}

/** What visitors are held to, as the server tells it. */
export function describeEffective(name: SettingName, value: Sourced["value"], tongue: Tongue) {
  const { text, format } = tongue;
  switch (SETTINGS[name]) {
    case "flag":
      return value === "Y" ? text.on : text.off;
    case "password":
      return value === "Y" ? text.aPassword : text.isNone;
    case "limit":
      return value === null ? text.noLimit : limit(String(value), tongue);
    case "dateTime":
      return value === null ? text.isNone : format.dateTime(String(value));
    case "url":
      return value === null ? text.isNone : String(value);
  }
}
