import { describe, expect, test } from "vitest";
import { Fault, type FaultCode, type FaultParams } from "../../kit/fault.ts";
import { type Language, languages } from "../../kit/language.ts";
import { WIRE_NAMES } from "../links-api/wire-names.ts";
import { type Catalogue, en, type MessageId } from "./en.ts";
import { id } from "./id.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { tell } from "./tell.ts";

const catalogues: Readonly<Record<Language, Catalogue>> = { en, id, ko, ja };
const ids = Object.keys(en) as MessageId[];
const translations = languages.filter((language) => language !== "en");

/** What a fault may say of itself. */
const PARAMS: ReadonlySet<string> = new Set([
  ...["field", "reason", "nearest", "key", "sent", "other", "existing", "allowed"],
  ...[
    "min",
    "max",
    "expected",
    "actual",
    "seconds",
    "requestId",
    "method",
    "plan",
    "feature",
    "role",
  ],
]);

const holesOf = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort();
const said = (code: FaultCode, params: FaultParams, language: Language = "en") =>
  tell(new Fault(code, params), language, WIRE_NAMES);

describe.each(translations)("the catalogue in %s", (language) => {
  const catalogue = catalogues[language];

  test("has the messages of the English one in the same order", () => {
    expect(Object.keys(catalogue)).toEqual(ids);
  });

  test("says in each all that the English one says", () => {
    const holes = (of: Catalogue) =>
      Object.fromEntries(ids.map((name) => [name, holesOf(of[name])]));
    expect(holes(catalogue)).toEqual(holes(en));
  });

  test("says it in its own words", () => {
    expect(ids.filter((name) => catalogue[name] === en[name])).toEqual([]);
  });
});

describe.each(languages)("the messages in %s", (language) => {
  const texts = Object.values(catalogues[language]);

  test("have no placeholder that no fault fills", () => {
    expect(texts.flatMap(holesOf).filter((name) => !PARAMS.has(name))).toEqual([]);
  });

  test("keep the voice: no begging, no shouting, no full stop", () => {
    const wrong = /[!！]|\bplease\b|\bmohon\b|주세요|[.。]$|^\s|\s$|\{(?!\w+\})/i;
    expect(texts.filter((text) => wrong.test(text))).toEqual([]);
  });
});

describe("a fault is told", () => {
  test.for<[FaultCode, FaultParams, Record<Language, string>]>([
    [
      "field_invalid",
      { field: "name", reason: "too_long", max: 100 },
      {
        en: "nm is not valid: at most 100 characters",
        id: "nm tidak valid: paling banyak 100 karakter",
        ko: "nm 값이 올바르지 않습니다: 최대 100자",
        ja: "nm が正しくありません: 100 文字まで",
      },
    ],
    [
      "field_unknown",
      { field: "ulr", nearest: "url", known: 3 },
      {
        en: "ulr is not a known field; the nearest is url",
        id: "ulr bukan kolom yang dikenal; yang terdekat url",
        ko: "ulr: 알 수 없는 필드입니다. 가장 가까운 이름은 url입니다",
        ja: "ulr は不明なフィールドです。最も近い名前は url です",
      },
    ],
    [
      "plan_required",
      { feature: "pushNotify", plan: "Business Plus" },
      {
        en: "pushNotifyYn: this needs the Business Plus plan",
        id: "pushNotifyYn: perlu paket Business Plus",
        ko: "pushNotifyYn: Business Plus 플랜이 필요합니다",
        ja: "pushNotifyYn: Business Plus プランが必要です",
      },
    ],
    [
      "attribute_name_invalid",
      { field: "GOLD", reason: "attribute_name_case", existing: "gold" },
      {
        en: "invalid user attribute name: GOLD: gold differs from it only in case",
        id: "Atribut pengguna tidak valid: GOLD: hanya huruf besar dan kecilnya yang berbeda dari gold",
        ko: "사용자 속성 이름이 올바르지 않습니다: GOLD: gold 속성과 대소문자만 다릅니다",
        ja: "ユーザー属性の名前が正しくありません: GOLD: gold と大文字小文字だけが異なります",
      },
    ],
    [
      "value_invalid",
      { field: "gold", reason: "number_range", max: 9007199254740991 },
      {
        en: "the value of gold is not valid: whole numbers from -9007199254740991 to 9007199254740991",
        id: "Nilai gold tidak valid: bilangan bulat dari -9007199254740991 sampai 9007199254740991",
        ko: "gold 속성의 값이 올바르지 않습니다: 정수는 -9007199254740991부터 9007199254740991까지",
        ja: "gold の値が正しくありません: 整数は -9007199254740991 から 9007199254740991 まで",
      },
    ],
    [
      "body_unreadable",
      { reason: "json_duplicate_key", key: "url" },
      {
        en: "the body is not readable JSON: url stands twice in one object",
        id: "Isi permintaan tidak terbaca sebagai JSON: url muncul dua kali dalam satu objek",
        ko: "본문을 JSON으로 읽을 수 없습니다: 한 객체에 url 키가 두 번 있습니다",
        ja: "本文を JSON として読み取れません: 1 つのオブジェクトに url が 2 回あります",
      },
    ],
    [
      "rate_limited",
      { seconds: 12 },
      {
        en: "too many requests; try again in 12 s",
        id: "Terlalu banyak permintaan; coba lagi dalam 12 detik",
        ko: "요청이 너무 많습니다. 12초 후에 다시 시도하세요",
        ja: "リクエストが多すぎます。12 秒後に再試行できます",
      },
    ],
  ])("%s in every language", ([code, params, sentences]) => {
    for (const language of languages) {
      expect(said(code, params, language)).toBe(sentences[language]);
    }
  });

  test("with a gap that can be seen where it does not say enough", () => {
    expect(said("rate_limited", {})).toBe("too many requests; try again in {seconds} s");
    expect(said("url_refused", { field: "url", reason: "url_too_long", max: null })).toBe(
      "url is not an allowed URL: at most {max} bytes",
    );
  });
});

describe("a name that a stranger chose", () => {
  test.for<[string, string, string]>([
    ["with line breaks", "url\r\nis valid", "url<U+000D><U+000A>is valid"],
    ["with a mark that turns text around", "url\u202edilav", "url<U+202E>dilav"],
    ["with marks that isolate text", "\u2066url\u2069", "<U+2066>url<U+2069>"],
    ["with something unseen", "u\u200brl\u{e0041}", "u<U+200B>rl<U+E0041>"],
    ["with a line separator", "url\u2028", "url<U+2028>"],
    ["with half a character", "url\ud83d", "url<U+D83D>"],
    ["that is empty", "", '""'],
    ["that looks like a placeholder", "{nearest}", "{nearest}"],
    ["that the domain uses", "name", "name"],
    ["that every object has", "__proto__", "__proto__"],
    ["in another script", "이름😀", "이름😀"],
  ])("%s is shown as what it is", ([, field, shown]) => {
    expect(said("field_unknown", { field, nearest: "url" })).toBe(
      `${shown} is not a known field; the nearest is url`,
    );
    expect(said("body_unreadable", { reason: "json_duplicate_key", key: field })).toBe(
      `the body is not readable JSON: ${shown} stands twice in one object`,
    );
  });

  test("is cut where it is long", () => {
    const told = (field: string) => said("value_missing", { field });
    expect(told("a".repeat(100))).toBe(`the value of ${"a".repeat(100)} is empty`);
    expect(told("a".repeat(1_000_000))).toBe(`the value of ${"a".repeat(100)}… is empty`);
    expect(told(`${"a".repeat(99)}😀`)).toBe(`the value of ${"a".repeat(99)}… is empty`);
  });
});
