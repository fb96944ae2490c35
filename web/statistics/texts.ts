import { catalogue } from "../ui/language.tsx";

/** Words of figures and their charts, wherever they stand. */
export const figureTexts = catalogue({
  en: {
    clicks: "Clicks",
    people: "People",
    qr: "QR scans",
    known: "Known people",
    until: (days: string, time: string) => `${days} until ${time}`,
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
    compared: (days: string, before: string) => `${days}, compared with ${before}`,
  },
  id: {
    clicks: "Klik",
    people: "Orang",
    qr: "Pindaian QR",
    known: "Orang dikenal",
    until: (days: string, time: string) => `${days} sampai ${time}`,
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
    compared: (days: string, before: string) => `${days}, dibandingkan ${before}`,
  },
});

export type FigureTexts = (typeof figureTexts)["en"];
