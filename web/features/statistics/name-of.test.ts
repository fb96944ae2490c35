import { expect, test } from "vitest";
import { makeFormat } from "../../ui/format.ts";
import { nameOf } from "./name-of.ts";
import { statisticsTexts } from "./texts.ts";

const place = { timeZone: "Asia/Jakarta", homeCountry: "ID" };
const english = { text: statisticsTexts.en, format: makeFormat("en", place), language: "en" };
const indonesian = { text: statisticsTexts.id, format: makeFormat("id", place), language: "id" };

test.for([
  ["country", "ID", "Indonesia", "Indonesia"],
  ["country", "JP", "Japan", "Jepang"],
  ["country", "unknown", "Unknown", "Tidak diketahui"],
  ["referrer", "", "Direct or app", "Langsung atau aplikasi"],
  ["referrer", "instagram.com", "instagram.com", "instagram.com"],
  ["device", "mobile", "Phone", "Ponsel"],
  ["device", "toaster", "Other", "Lainnya"],
  ["language", "ko", "Korean", "Korea"],
  ["language", "not a language", "not a language", "not a language"],
  ["utm_campaign", "", "None", "Tidak ada"],
  ["browser", "", "Unknown", "Tidak diketahui"],
] as const)("%s “%s” is told in both languages", ([dimension, value, en, id]) => {
  expect(nameOf(dimension, value, english)).toBe(en);
  expect(nameOf(dimension, value, indonesian)).toBe(id);
});
