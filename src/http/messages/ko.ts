import { type Catalogue, en } from "./en.ts";

export const ko: Catalogue = en;
