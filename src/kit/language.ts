import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";

/** The languages that a visitor can be answered in. */
export type Language = "en" | "id" | "ko" | "ja";

export const languages: readonly Language[] = ["en", "id", "ko", "ja"];

const longestHeader = 1_000;
const remembered = new LRUCache<string, Language>({ max: 1_000 });

// Android phones of old ask for Indonesian by its withdrawn code.
const offered: Readonly<Record<string, Language>> = {
  en: "en",
  id: "id",
  in: "id",
  ko: "ko",
  ja: "ja",
};
const offeredTags = Object.keys(offered);

/** Never throws, whatever the header holds; English where nothing fits. */
export function pickLanguage(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined || acceptLanguage.length > longestHeader) return "en";
  const known = remembered.get(acceptLanguage);
  if (known !== undefined) return known;
  const picked = negotiate(acceptLanguage);
  remembered.set(acceptLanguage, picked);
  return picked;
}

function negotiate(acceptLanguage: string): Language {
  // Java and POSIX write locales as ko_KR, and apps hand them on as they are.
  const header = acceptLanguage.replaceAll("_", "-");
  const asked = new Negotiator({ headers: { "accept-language": header } });
  return offered[asked.language(offeredTags) ?? "en"] ?? "en";
}
