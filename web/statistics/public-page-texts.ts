import { catalogue } from "../ui/language.tsx";

export const publicPageTexts = catalogue({
  en: {
    name: "Public statistics of this group",
    what: "The figures of the whole group, for everybody with the statistics password:",
  },
  id: {
    name: "Statistik publik grup ini",
    what: "Angka seluruh grup, bagi siapa pun yang punya kata sandi statistik:",
  },
});
