import { type Catalogue, en } from "./en.ts";

export const ja: Catalogue = en;
