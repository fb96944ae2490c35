import type { Format } from "../../ui/format.ts";
import type { AttributeType } from "./queries.ts";
import type { PeopleTexts } from "./texts.ts";

/** As the API writes dates of the workspace's own clock. */
const LOCAL = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const ISO = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

/** A value as a reader of this language and zone sees it. */
export function tell(
  value: unknown,
  tongue: { text: PeopleTexts; format: Format; localOf: (iso: string) => string },
): string {
  const { text, format, localOf } = tongue;
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return value ? text.yes : text.no;
  if (typeof value === "number") return format.number(value);
  if (Array.isArray(value) && value.length === 0) return "–";
  if (Array.isArray(value)) return value.map((it) => tell(it, tongue)).join(", ");
  if (typeof value === "string") {
    if (LOCAL.test(value)) return format.dateTime(value);
    return ISO.test(value) ? format.dateTime(localOf(value)) : value;
  }
  return JSON.stringify(value);
}

/** What is sent for a typed text; null where the text is none of that type. */
export function readTyped(type: AttributeType, typed: string): unknown {
  const text = typed.trim();
  switch (type) {
    case "STRING":
      return text === "" ? null : text;
    case "NUMBER":
      return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
    case "BOOL":
      return text === "true" ? true : text === "false" ? false : null;
    case "DATETIME":
      return readDateTime(text);
    case "LIST": {
      const entries = text.split("\n").map((it) => it.trim());
      const said = entries.filter((it) => it !== "");
      return said.length === 0 ? null : said;
    }
  }
}

/** The text of a browser's field as the API reads it, in the workspace's zone. */
function readDateTime(text: string): string | null {
  const [, day, time, seconds = ":00"] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?/.exec(text) ?? [];
  return day === undefined ? null : `${day} ${time}${seconds}`;
}

/** The text that a field begins with. */
export function toTyped(
  type: AttributeType,
  value: unknown,
  localOf: (iso: string) => string,
): string {
  if (value === undefined || value === null) return type === "BOOL" ? "true" : "";
  if (Array.isArray(value)) return value.join("\n");
  if (type === "DATETIME") {
    const said = String(value);
    return (LOCAL.test(said) ? said : localOf(said)).replace(" ", "T");
  }
  return String(value);
}

/** Of which type a value would make an attribute. */
export function typeOf(value: unknown): AttributeType {
  if (typeof value === "number") return "NUMBER";
  if (typeof value === "boolean") return "BOOL";
  if (Array.isArray(value)) return "LIST";
  return typeof value === "string" && (ISO.test(value) || LOCAL.test(value))
    ? "DATETIME"
    : "STRING";
}
