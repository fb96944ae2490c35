import type { Page, StatisticsPage } from "../../src/http/visitor/pages/page.ts";
import { addDays } from "../../src/kit/day.ts";
import type { GroupMonth, LinkMonth } from "../../src/statistics/link-month.ts";

const clicks = [725, 531, 548, 1092, 1352, 650, 693, 635, 579, 522, 773, 600, 681, 778, 724];
const sum = clicks.reduce((all, some) => all + some, 0);

/** A month that is half over, with a link that has been about. */
const november: LinkMonth = {
  month: "2026-11",
  months: ["2026-11", "2026-10", "2026-09"],
  today: "2026-11-15",
  days: clicks.map((some, place) => ({
    day: addDays("2026-11-01", place),
    clicks: some,
    people: Math.round(some * 0.72),
  })),
  clicks: sum,
  people: 7_634,
  scans: 1_208,
  countries: {
    values: [
      { value: "ID", clicks: 8_102 },
      { value: "MY", clicks: 1_166 },
      { value: "SG", clicks: 725 },
      { value: "JP", clicks: 526 },
      { value: "KR", clicks: 212 },
      { value: "", clicks: 104 },
    ],
    others: sum - 10_835,
  },
  devices: {
    values: [
      { value: "mobile", clicks: sum - 1_393 },
      { value: "desktop", clicks: 1_009 },
      { value: "tablet", clicks: 341 },
      { value: "other", clicks: 43 },
    ],
    others: 0,
  },
  referrers: {
    values: [
      { value: "instagram.com", clicks: 6_439 },
      { value: "", clicks: 2_957 },
      { value: "a-long-name-of-a-newspaper-nobody-can-pronounce.example.co.id", clicks: 1_009 },
      { value: "tiktok.com", clicks: 240 },
    ],
    others: sum - 10_645,
  },
};

const none = { values: [], others: 0 };

function page(figures: Partial<LinkMonth>, more: Partial<StatisticsPage> = {}): Page {
  return {
    kind: "statistics",
    address: "klr.example/aren-ig",
    title: "Kopi Susu Aren · Instagram",
    timeZone: "Asia/Jakarta",
    figures: { ...november, ...figures },
    instead: false,
    ...more,
  };
}

const first = november.days.slice(0, 1).map((day) => ({ ...day, clicks: 1, people: 1 }));
const one = { values: [{ value: "", clicks: 1 }], others: 0 };
const alone = { today: "2026-11-01", months: ["2026-11"] } as const;
const clickedOnce = {
  ...alone,
  days: first,
  clicks: 1,
  people: 1,
  scans: 0,
  countries: one,
  devices: { ...one, values: [{ value: "mobile", clicks: 1 }] },
  referrers: one,
};
const idle = november.days.map((day) => ({ ...day, clicks: 0, people: 0 }));
const empty = { countries: none, devices: none, referrers: none, clicks: 0, people: 0, scans: 0 };

const linkClicks = [
  { address: "klr.example/aren-ig", title: "Kopi Susu Aren · Instagram", clicks: 6_120 },
  { address: "klr.example/여름-커피", title: "여름 커피", clicks: 2_104 },
  { address: "klr.example/Kq2dA7x", title: null, clicks: 1_377 },
  { address: `klr.example/${"panjang-".repeat(12)}`, title: "x".repeat(200), clicks: 402 },
  { address: "klr.example/tt", title: "TikTok", clicks: 1 },
];
const shownClicks = linkClicks.reduce((all, each) => all + each.clicks, 0);

function groupPage(name: string, figures: Partial<GroupMonth> = {}): Page {
  return {
    kind: "group-statistics",
    name,
    timeZone: "Asia/Jakarta",
    figures: {
      ...november,
      links: { values: linkClicks, others: sum - shownClicks },
      ...figures,
    },
    instead: false,
  };
}

/** The pages of public statistics, by name. */
export const exampleStatistics: Readonly<Record<string, Page>> = {
  month: page({}),
  past: page({ today: "2026-12-03" }, { instead: true, title: null }),
  first: page({
    ...clickedOnce,
  }),
  none: page({ ...empty, days: idle }),
  "none-ever": page({ ...empty, ...alone, days: idle.slice(0, 1) }),
  long: page({}, { address: `klr.example/${"x".repeat(100)}`, title: "x".repeat(200) }),
  group: groupPage("Instagram, November"),
  "group-one": groupPage("x".repeat(100), {
    ...clickedOnce,
    links: { values: linkClicks.slice(-1), others: 0 },
  }),
  "group-none": groupPage("Instagram", { ...empty, days: idle, links: none }),
  password: { kind: "statistics-password", triesLeft: null },
  "password-wrong": { kind: "statistics-password", triesLeft: 1 },
  wait: { kind: "statistics-wait", minutes: 5 },
};
