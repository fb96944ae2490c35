import type { VNode } from "preact";
import { daysOf } from "../../../statistics/day-range.ts";
import type { LinkMonth } from "../../../statistics/link-month.ts";
import { daysOfMonth } from "../../../statistics/month.ts";
import type { StatisticsTexts } from "../texts/statistics-texts.ts";
import type { FigureWords } from "./figures-words.ts";
import { html } from "./html.ts";

type DayFigures = LinkMonth["days"][number];

const STEP = 10;
const GAP = 1.5;
const HEIGHT = 200;
const LABELLED_EVERY = 5;

/** Bars of a month's days; every figure in them is in the table that follows. */
export function dayChart(figures: LinkMonth, texts: StatisticsTexts, words: FigureWords): VNode {
  const { days, month, today } = figures;
  const all = daysOf(daysOfMonth(month));
  const peak = days.reduce((most, day) => (day.clicks > most.clicks ? day : most));
  const top = niceTop(peak.clicks);
  const y = (value: number) => round(HEIGHT * (1 - value / top));
  const place = (day: DayFigures) => all.indexOf(day.day);
  const bars = (some: readonly DayFigures[], of: "clicks" | "people") =>
    some
      .filter((day) => day[of] > 0)
      .map((day) => `M${place(day) * STEP + GAP} ${HEIGHT}V${y(day[of])}h7V${HEIGHT}`)
      .join("");
  const past = days.filter(({ day }) => day !== today);
  const now = days.filter(({ day }) => day === today);
  const said = texts.chart({
    from: words.day(days[0]?.day ?? today),
    to: words.day(days.at(-1)?.day ?? today),
    peak: words.day(peak.day),
    clicks: words.number(peak.clicks),
  });
  const wide = all.length * STEP;
  return html`<div class="chart" role="img" aria-label=${said}>
      <div class="ys" aria-hidden="true"><span>${words.short(top)}</span><span>${words.short(top / 2)}</span><span>0</span></div>
      <div class="plot" aria-hidden="true">
        <svg viewBox=${`0 0 ${wide} ${HEIGHT}`} preserveAspectRatio="none">
          ${hatch}
          <path class="o" d=${bars(past, "clicks")} /><path class="today" d=${bars(now, "clicks")} />
          <path class="b" d=${bars(days, "people")} />
        </svg>
        <svg class="over">${peakLabel((place(peak) + 0.5) / all.length, 1 - peak.clicks / top, words.number(peak.clicks))}</svg>
      </div>
      <svg class="xs" aria-hidden="true">${axis(all, words)}</svg>
    </div>
    ${legend(
      texts,
      now.some(({ clicks }) => clicks > 0),
    )}`;
}

const hatch = html`<defs><pattern id="hatch" width="3" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(30)">
  <rect class="b" width="1.2" height="6" /></pattern></defs>`;

/** The least of some round numbers that holds the most clicks, and whose half is whole. */
function niceTop(most: number): number {
  for (let unit = 1; ; unit *= 10) {
    const step = [2, 4, 6, 8, 10, 12, 16].find((each) => each * unit >= most);
    if (step !== undefined) return step * unit;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Beside the edges it would stand out of the chart. */
function anchorAt(share: number): "start" | "middle" | "end" {
  if (share < 0.06) return "start";
  return share > 0.94 ? "end" : "middle";
}

function percent(share: number): string {
  return `${round(share * 100)}%`;
}

function peakLabel(across: number, down: number, text: string): VNode {
  return html`<text x=${percent(across)} y=${percent(down)} dy="-6" text-anchor=${anchorAt(across)}>${text}</text>`;
}

function axis(all: readonly string[], words: FigureWords): VNode[] {
  return all.flatMap((day, place) => {
    const last = place === all.length - 1;
    const every = place % LABELLED_EVERY === 0 && all.length - place > LABELLED_EVERY - 2;
    if (!every && !last) return [];
    const share = last ? 1 : place === 0 ? 0 : (place + 0.5) / all.length;
    const named = last || place === 0 ? words.day(day) : String(place + 1);
    return [html`<text x=${percent(share)} y="13" text-anchor=${anchorAt(share)}>${named}</text>`];
  });
}

function legend(texts: StatisticsTexts, showsToday: boolean): VNode {
  const mark = (kind: string) =>
    html`<svg width="12" height="12" aria-hidden="true"><rect class=${kind} x=".5" y=".5" width="11" height="11" rx="2" /></svg>`;
  return html`<ul class="legend">
    <li>${mark("o")} ${texts.clicks}</li><li>${mark("b")} ${texts.people}</li>
    ${showsToday ? html`<li>${mark("today")} ${texts.today}</li>` : null}
  </ul>`;
}
