import type { VNode } from "preact";
import type { Language } from "../../../kit/language.ts";
import { readMoment } from "../../../kit/moment.ts";
import type { Leading, LinkMonth } from "../../../statistics/link-month.ts";
import { statisticsTextsIn } from "../texts/statistics.ts";
import type { StatisticsTexts } from "../texts/statistics-texts.ts";
import { dayChart } from "./day-chart.ts";
import { type FigureWords, figureWords } from "./figures-words.ts";
import { html } from "./html.ts";
import type { StatisticsPage } from "./page.ts";
import { readable } from "./readable.ts";
import type { View } from "./view.ts";

/** A month of a link: totals, days, and where its clicks came from. */
export function statistics(language: Language, page: StatisticsPage, owner: string): View {
  const texts = statisticsTextsIn[language];
  const words = figureWords(language);
  const { figures, timeZone, instead } = page;
  const address = readable(page.address);
  const month = words.month(figures.month);
  const { zone } = readMoment(new Date(`${figures.month}-15`), timeZone, language);
  return {
    status: 200,
    title: texts.title(address, month),
    thread: null,
    heading: address,
    foot: texts.sharedBy(owner),
    needs: "figures",
    content: html`
      ${page.title === null ? null : html`<p class="sub">${readable(page.title)}</p>`}
      ${instead ? html`<p class="note" role="status">${texts.instead(month)}</p>` : null}
      ${picker(figures, texts, words)}
      ${figures.clicks === 0 ? empty(figures, texts, month) : shown(figures, texts, words)}
      <p class="end">${texts.days(zone)}${" "}${ending(figures, texts, words)}</p>
    `,
  };
}

function ending({ days, today, clicks }: LinkMonth, texts: StatisticsTexts, words: FigureWords) {
  const unfinished = days.some(({ day }) => day === today);
  const notOver = unfinished ? texts.notOver(words.day(today)) : "";
  return [notOver, clicks === 0 ? "" : texts.once].filter((text) => text !== "").join(" ");
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

function shown(figures: LinkMonth, texts: StatisticsTexts, words: FigureWords): VNode {
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
  { caption, column, nameOf }: RankNames,
  { values, others }: Leading,
  { clicks: all, texts, words }: RankParts,
): VNode {
  const most = values[0]?.clicks ?? 1;
  const row = (name: string, clicks: number, bar: VNode | null) =>
    html`<tr class=${bar === null ? "rest" : undefined}><th scope="row">${name}${bar}</th><td>${words.number(clicks)}</td><td>${words.share(clicks, all)}</td></tr>`;
  return html`<section><table><caption>${caption}</caption>
    <thead><tr><th scope="col">${column}</th><th scope="col">${texts.clicks}</th><th scope="col">${texts.share}</th></tr></thead>
    <tbody>
      ${values.map(({ value, clicks }) => row(nameOf(value), clicks, bar(clicks / most)))}
      ${others > 0 ? row(texts.others, others, null) : null}
    </tbody></table></section>`;
}

function bar(share: number): VNode {
  const width = `${Math.max(1, Math.round(share * 100))}%`;
  return html`<svg class="bar" aria-hidden="true"><rect width=${width} height="3" /></svg>`;
}
