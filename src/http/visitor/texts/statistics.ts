import type { Language } from "../../../kit/language.ts";
import { statisticsEn } from "./statistics-en.ts";
import { statisticsId } from "./statistics-id.ts";
import { statisticsJa } from "./statistics-ja.ts";
import { statisticsKo } from "./statistics-ko.ts";
import type { StatisticsTexts } from "./statistics-texts.ts";

export const statisticsTextsIn: Readonly<Record<Language, StatisticsTexts>> = {
  en: statisticsEn,
  id: statisticsId,
  ko: statisticsKo,
  ja: statisticsJa,
};
