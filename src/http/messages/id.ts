import { type Catalogue, en } from "./en.ts";

export const id: Catalogue = {
  ...en,
  attribute_name_invalid: "Atribut pengguna tidak valid",
};
