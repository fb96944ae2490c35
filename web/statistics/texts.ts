import { catalogue } from "../ui/language.tsx";

/** Words of figures and their charts, wherever they stand. */
export const figureTexts = catalogue({
  en: {
    clicks: "Clicks",
    people: "People",
    qr: "QR scans",
    known: "Known people",
    before: (count: number) => (count === 1 ? "The day before" : `${count} days before`),
    untilNow: (time: string) => `Today until ${time}`,
    thisHour: (time: string) => `This hour until ${time}`,
    day: "Day",
    hour: "Hour",
    byDay: "Clicks by day",
    byHour: "Clicks by hour",
    chart: (what: string, days: string, peak: string, value: string) =>
      `${what}, ${days}. Highest: ${peak} with ${value}.`,
    chartEmpty: (what: string, days: string) => `${what}, ${days}: none.`,
    noClicks: "No clicks in these days. Choose a longer period.",
    today: "Today",
    figures: "Totals and clicks",
    compared: (days: string, count: number) =>
      count === 1
        ? `${days}, compared with the day before`
        : `${days}, compared with the ${count} days before`,
  },
  id: {
    clicks: "Klik",
    people: "Orang",
    qr: "Pindaian QR",
    known: "Orang dikenal",
    before: (count: number) => (count === 1 ? "Sehari sebelumnya" : `${count} hari sebelumnya`),
    untilNow: (time: string) => `Hari ini sampai ${time}`,
    thisHour: (time: string) => `Jam ini sampai ${time}`,
    day: "Hari",
    hour: "Jam",
    byDay: "Klik per hari",
    byHour: "Klik per jam",
    chart: (what: string, days: string, peak: string, value: string) =>
      `${what}, ${days}. Tertinggi: ${peak} dengan ${value}.`,
    chartEmpty: (what: string, days: string) => `${what}, ${days}: tidak ada.`,
    noClicks: "Belum ada klik pada hari-hari ini. Pilih rentang yang lebih panjang.",
    today: "Hari ini",
    figures: "Jumlah dan klik",
    compared: (days: string, count: number) =>
      count === 1
        ? `${days}, dibandingkan sehari sebelumnya`
        : `${days}, dibandingkan ${count} hari sebelumnya`,
  },
});

export type FigureTexts = (typeof figureTexts)["en"];
