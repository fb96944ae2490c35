import type { Dimension } from "../../statistics/queries.ts";
import type { Format } from "../../ui/format.ts";
import type { StatisticsTexts } from "./texts.ts";

/** What a value of the API is called; an empty one means different things by dimension. */
export function nameOf(
  dimension: Dimension,
  value: string,
  tongue: { text: StatisticsTexts; format: Format; language: string },
): string {
  const { text, format, language } = tongue;
  switch (dimension) {
    case "country":
      return value === "unknown" || value === "" ? text.unknown : format.country(value);
    case "device":
      return isDevice(value) ? text[value] : text.other;
    case "referrer":
      return value === "" ? text.direct : value;
    case "language":
      return value === "" ? text.unknown : languageName(value, language);
    case "os":
    case "browser":
      return value === "" ? text.unknown : value;
    case "utm_source":
    case "utm_medium":
    case "utm_campaign":
      return value === "" ? text.none : value;
  }
}

function isDevice(value: string): value is "mobile" | "tablet" | "desktop" {
  return value === "mobile" || value === "tablet" || value === "desktop";
}

function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
