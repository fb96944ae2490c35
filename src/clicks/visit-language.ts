/**
 * One language of an `Accept-Language` header: its primary subtag, its weight. Java and POSIX write
 * the rest as in `zh_TW_#Hant` and `ko_KR.UTF-8`.
 */
const asked = /^\s*([a-z]{2,3})(?:[-_][\w.#@-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i;

const longestHeader = 200;

/** Old phones ask by codes that were withdrawn. */
const renamed: Readonly<Record<string, string>> = { in: "id", iw: "he", ji: "yi" };

/** The language that a visitor wants most, as its primary subtag; "" where none is named. */
export function visitLanguage(acceptLanguage: string): string {
  let best = "";
  let most = 0;
  for (const part of acceptLanguage.slice(0, longestHeader).split(",")) {
    const [, tag, weight = "1"] = asked.exec(part) ?? [];
    if (tag === undefined || Number(weight) <= most) continue;
    best = tag.toLowerCase();
    most = Number(weight);
  }
  return renamed[best] ?? best;
}
