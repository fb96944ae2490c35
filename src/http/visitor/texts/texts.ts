import type { Language } from "../../../kit/language.ts";
import type { Texts } from "./catalogue.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";

export const textsIn: Readonly<Record<Language, Texts>> = { en, id, ko, ja };
