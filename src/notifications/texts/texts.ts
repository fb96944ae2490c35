import type { Language } from "../../kit/language.ts";
import type { NoticeTexts } from "./catalogue.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";

export const noticeTextsIn: Readonly<Record<Language, NoticeTexts>> = { en, id, ko, ja };
