import type { VNode } from "preact";
import type { Language } from "../../../kit/language.ts";
import { readMoment } from "../../../kit/moment.ts";
import type { GroupMonth, Leading, LinkMonth } from "../../../statistics/link-month.ts";
import { statisticsTextsIn } from "../texts/statistics.ts";
import type { StatisticsTexts } from "../texts/statistics-texts.ts";
import { dayChart } from "./day-chart.ts";
import { type FigureWords, figureWords } from "./figures-words.ts";
import { html } from "./html.ts";
import type { GroupStatisticsPage, StatisticsPage } from "./page.ts";
import { readable } from "./readable.ts";
import type { View } from "./view.ts";

/** A month of a link: totals, days, and where its clicks came from. */
export function statistics(language: Language, page: StatisticsPage, owner: string): View {
  const { address, title, figures } = page;
  const texts = statisticsTextsIn[language];
  const once = texts.once;
  const shown = { ...page, figures, heading: readable(address), sub: title, links: null, once };
  return monthView(language, shown, owner);
}

/** A month of a group: the same, and which of its links were clicked most. */
export function groupStatistics(
  language: Language,
  page: GroupStatisticsPage,
  owner: string,
): View {
  const { name, figures } = page;
  const once = statisticsTextsIn[language].onceALink;
  const { links } = figures;
  return monthView(
    language,
    { ...page, figures, heading: readable(name), sub: null, links, once },
    owner,
  );
}

interface ShownMonth extends Pick<StatisticsPage, "timeZone" | "instead" | "figures"> {
  readonly heading: string;
  readonly sub: string | null;
  /** Null where it is one link's month. */
  readonly links: GroupMonth["links"] | null;
  /** How people are counted. */
  readonly once: string;
}

function monthView(language: Language, page: ShownMonth, owner: string): View {
  const texts = statisticsTextsIn[language];
  const words = figureWords(language);
  const { figures, timeZone, instead, heading, sub } = page;
  const month = words.month(figures.month);
  const { zone } = readMoment(new Date(`${figures.month}-15`), timeZone, language);
  return {
    status: 200,
    title: texts.title(heading, month),
    thread: null,
    heading,
    foot: texts.sharedBy(owner),
    needs: "figures",
    content: html`
      ${sub === null ? null : html`<p class="sub">${readable(sub)}</p>`}
      ${instead ? html`<p class="note" role="status">${texts.instead(month)}</p>` : null}
      ${picker(figures, texts, words)}
      ${figures.clicks === 0 ? empty(figures, texts, month) : shown(page, texts, words)}
      <p class="end">${texts.days(zone)}${" "}${ending(page, texts, words)}</p>
    `,
  };
}

function ending({ figures, once }: ShownMonth, texts: StatisticsTexts, words: FigureWords): string {
  const { days, today, clicks } = figures;
  const unfinished = days.some(({ day }) => day === today);
  const notOver = unfinished ? texts.notOver(words.day(today)) : "";
  return [notOver, clicks === 0 ? "" : once].filter((text) => text !== "").join(" ");
}

function picker({ month, months }: LinkMonth, texts: StatisticsTexts, words: FigureWords): VNode {
  return html`<form class="month" method="get">
    <label for="month">${texts.month}</label>
    <select id="month" name="month">
      ${months.map((each) => html`<option value=${each} selected=${each === month}>${words.month(each)}</option>`)}
    </select>
    <button>${texts.show}</button>
  </form>`;
}

function empty({ months }: LinkMonth, texts: StatisticsTexts, month: string): VNode {
  const next = months.length > 1 ? texts.chooseOther : texts.soon;
  return html`<p class="none"><b>${texts.none(month)}</b> ${next}</p>`;
}

function shown({ figures, links }: ShownMonth, texts: StatisticsTexts, words: FigureWords): VNode {
  const { clicks, people, scans, countries, devices, referrers } = figures;
  const total = (name: string, value: number) =>
    html`<div><dt>${name}</dt><dd>${words.number(value)}</dd></div>`;
  const lead = (names: RankNames, leading: Leading) =>
    rank(names, leading, { clicks, texts, words });
  return html`
    <dl class="sum">${total(texts.clicks, clicks)}${total(texts.people, people)}${total(texts.scans, scans)}</dl>
    <section aria-labelledby="days"><h2 id="days">${texts.byDay}</h2>
      ${dayChart(figures, texts, words)}
      <details><summary>${texts.asTable}</summary>${dayTable(figures, texts, words)}</details>
    </section>
    ${links === null ? null : linkRank(links, { clicks, texts, words })}
    <div class="grid">
      ${lead({ ...texts.countries, nameOf: (code) => (code === "" ? texts.unknown : words.country(code)) }, countries)}
      ${lead({ ...texts.devices, nameOf: (kind) => texts.devices.names[kind] ?? readable(kind) }, devices)}
      ${lead({ ...texts.referrers, nameOf: (host) => (host === "" ? texts.referrers.direct : readable(host)) }, referrers)}
    </div>`;
}

function dayTable({ days, month }: LinkMonth, texts: StatisticsTexts, words: FigureWords): VNode {
  return html`<table><caption>${texts.byDayIn(words.month(month))}</caption>
    <thead><tr><th scope="col">${texts.day}</th><th scope="col">${texts.clicks}</th><th scope="col">${texts.people}</th></tr></thead>
    <tbody>${days.map(
      ({ day, clicks, people }) =>
        html`<tr><th scope="row">${words.day(day)}</th><td>${words.number(clicks)}</td><td>${words.number(people)}</td></tr>`,
    )}</tbody></table>`;
}

function linkRank({ values, others }: GroupMonth["links"], parts: RankParts): VNode {
  const rows = values.map(({ address, title, clicks }) => ({
    name: linkName(address, title),
    clicks,
  }));
  return html`<div class="grid links">${rankTable(parts.texts.links, { rows, others }, parts)}</div>`;
}

function linkName(address: string, title: string | null): VNode {
  const typed = title === null ? null : html`<small>${readable(title)}</small>`;
  return html`<span>${readable(address)}${typed}</span>`;
}

interface RankNames {
  readonly caption: string;
  readonly column: string;
  readonly nameOf: (value: string) => string;
}

interface RankParts {
  readonly clicks: number;
  readonly texts: StatisticsTexts;
  readonly words: FigureWords;
}

function rank(
  { nameOf, ...heads }: RankNames,
  { values, others }: Leading,
  parts: RankParts,
): VNode {
  const rows = values.map(({ value, clicks }) => ({ name: nameOf(value), clicks }));
  return rankTable(heads, { rows, others }, parts);
}

interface Ranking {
  /** Most clicks first. */
  readonly rows: readonly { readonly name: string | VNode; readonly clicks: number }[];
  readonly others: number;
}

function rankTable(
  { caption, column }: Omit<RankNames, "nameOf">,
  { rows, others }: Ranking,
  { clicks: all, texts, words }: RankParts,
): VNode {
  const most = rows[0]?.clicks ?? 1;
  const row = (name: string | VNode, clicks: number, bar: VNode | null) =>
    html`<tr class=${bar === null ? "rest" : undefined}><th scope="row">${name}${bar}</th><td>${words.number(clicks)}</td><td>${words.share(clicks, all)}</td></tr>`;
  return html`<section><table><caption>${caption}</caption>
    <thead><tr><th scope="col">${column}</th><th scope="col">${texts.clicks}</th><th scope="col">${texts.share}</th></tr></thead>
    <tbody>
      ${rows.map(({ name, clicks }) => row(name, clicks, bar(clicks / most)))}
      ${others > 0 ? row(texts.others, others, null) : null}
    </tbody></table></section>`;
}

function bar(share: number): VNode {
  const width = `${Math.max(1, Math.round(share * 100))}%`;
  return html`<svg class="bar" aria-hidden="true"><rect width=${width} height="3" /></svg>`;
}
