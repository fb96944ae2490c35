import { en } from "./en.ts";
import type { StatisticsTexts } from "./statistics-texts.ts";

export const statisticsEn: StatisticsTexts = {
  password: {
    ...en.password,
    heading: "These statistics need a password",
    where:
      "Whoever shared this page with you has the password. It is not the one that opens a link.",
    open: "Show the statistics",
  },
  passwordWait: {
    ...en.passwordWait,
    why: "After 5 wrong passwords, this page takes no more for a while.",
    again: (minutes) =>
      `Open this page again in ${minutes === 1 ? "1 minute" : `${minutes} minutes`}.`,
  },
  sharedBy: (owner) => `Statistics shared by ${owner}`,
  title: (address, month) => `Statistics of ${address} · ${month}`,
  month: "Month",
  show: "Show",
  clicks: "Clicks",
  people: "People",
  scans: "From QR codes",
  byDay: "By day",
  byDayIn: (month) => `By day, ${month}`,
  day: "Day",
  chart: ({ from, to, peak, clicks }) =>
    `Clicks and people by day, ${from} to ${to}. Most clicks on ${peak}: ${clicks}. The table below has every figure.`,
  today: "Clicks today so far",
  asTable: "Show the figures as a table",
  links: { caption: "Links", column: "Link" },
  countries: { caption: "Countries", column: "Country" },
  devices: {
    caption: "Devices",
    column: "Device",
    names: { mobile: "Phone", tablet: "Tablet", desktop: "Desktop", other: "Other" },
  },
  referrers: { caption: "Came from", column: "Site", direct: "Direct or app" },
  share: "Share",
  others: "All others",
  unknown: "Unknown",
  days: (zone) => `Days are those of ${zone}.`,
  notOver: (day) => `${day} is not over yet.`,
  once: "A person counts once a month, and once on each day.",
  onceALink: "A person counts once on each link and day.",
  none: (month) => `No clicks in ${month}.`,
  chooseOther: "Choose another month.",
  soon: "A click is shown here a second after it happens.",
  instead: (month) => `There is nothing to show for the month asked for. This is ${month}.`,
};
