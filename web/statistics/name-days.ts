import type { Compared, Days } from "../ui/days.ts";
import type { Format } from "../ui/format.ts";
import type { FigureTexts } from "./texts.ts";

export function nameDays({ first, last }: Days, format: Format): string {
  return first === last ? format.date(first) : format.days(first, last);
}

/** The days that others are compared with, and how far the last of them counts. */
export function nameCompared(of: Compared, format: Format, text: FigureTexts): string {
  const days = nameDays(of, format);
  return of.until === null ? days : text.until(days, format.time(`${of.last} ${of.until}:00`));
}
