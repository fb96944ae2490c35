import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Chart, type Point, Swatch } from "../ui/chart.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { type Compared, type Days, nowIn } from "../ui/days.ts";
import { Failed, Loading } from "../ui/failed.tsx";
import { useTexts } from "../ui/language.tsx";
import { useNow } from "../ui/use-now.ts";
import { words } from "../ui/words.ts";
import { useFormat, useWorkspace } from "../workspace.tsx";
import { type ChartRow, rowsByDay, rowsByHour } from "./chart-rows.ts";
import { nameDays } from "./name-days.ts";
import { byDateQuery, byHourQuery, type Scope } from "./queries.ts";
import { figureTexts } from "./texts.ts";

interface ClicksChartProps {
  readonly days: Days;
  readonly compared: Compared;
  readonly figure: "clicks" | "people";
  readonly of?: Scope;
}

/** By day, or by hour where there is one day only; both with what was before. */
export function ClicksChart({ days, compared, figure, of }: ClicksChartProps): ReactNode {
  const single = days.first === days.last;
  const { timeZone } = useWorkspace();
  const now = nowIn(timeZone, useNow(60_000));
  const before = { first: compared.first, last: compared.last };
  const byDay = useQuery({ ...byDateQuery(days, of), enabled: !single });
  const byDayBefore = useQuery({ ...byDateQuery(before, of), enabled: !single });
  const byHour = useQuery({ ...byHourQuery(days.first, of), enabled: single });
  const byHourBefore = useQuery({ ...byHourQuery(before.first, of), enabled: single });
  const asked = single ? [byHour, byHourBefore] : [byDay, byDayBefore];
  const failed = asked.find((it) => it.error !== null);
  if (failed?.error) return <Failed error={failed.error} retry={() => void failed.refetch()} />;
  const rows = single
    ? byHour.data && byHourBefore.data && rowsByHour(byHour.data, byHourBefore.data, now)
    : byDay.data && byDayBefore.data && rowsByDay(byDay.data, byDayBefore.data, now);
  if (rows === undefined) return <Loading />;
  return <Drawn rows={rows} days={days} compared={compared} figure={figure} now={now} />;
}

function Drawn(props: ClicksChartProps & { rows: readonly ChartRow[]; now: string }): ReactNode {
  const text = useTexts(figureTexts);
  const common = useTexts(words);
  const format = useFormat();
  const { rows, days, compared, figure, now } = props;
  const single = days.first === days.last;
  const name = (row: ChartRow) => (single ? hourName(row.key) : format.weekday(row.key));
  const points = rows.map((row): Point => {
    const today = row.partial && !single;
    return {
      key: row.key,
      axis: today ? text.today : single ? hourName(row.key) : format.day(row.key),
      value: row[figure],
      before: row.before[figure],
      partial: row.partial,
      ...(figure === "people" && { outline: row.clicks }),
    };
  });
  const what = figure === "clicks" ? text.clicks : text.people;
  const told = nameDays(days, format);
  const before = nameDays(compared, format);
  const peak = rows.reduce<ChartRow | null>(
    (best, row) => (row[figure] > (best?.[figure] ?? 0) ? row : best),
    null,
  );
  return (
    <>
      <div className="chart-box">
        <Chart
          label={
            peak === null
              ? text.chartEmpty(what, told)
              : text.chart(what, told, name(peak), format.number(peak[figure]))
          }
          points={points}
          number={format.number}
          short={format.short}
        />
        <Legend single={single} before={before} figure={figure} time={format.time(now)} />
        {peak === null && <p className="nothing">{text.noClicks}</p>}
      </div>
      <details>
        <summary>{common.asTable}</summary>
        <FigureTable rows={rows} name={name} single={single} before={before} />
      </details>
    </>
  );
}

const hourName = (key: string): string => `${key.padStart(2, "0")}:00`;

function Legend(props: {
  single: boolean;
  before: string;
  figure: "clicks" | "people";
  time: string;
}): ReactNode {
  const text = useTexts(figureTexts);
  const { single, before, figure, time } = props;
  return (
    <ul className="legend">
      <li>
        <Swatch kind="bar" /> {figure === "clicks" ? text.clicks : text.people}
      </li>
      {figure === "people" && (
        <li>
          <Swatch kind="outline" /> {text.clicks}
        </li>
      )}
      <li>
        <Swatch kind="partial" /> {single ? text.thisHour(time) : text.untilNow(time)}
      </li>
      <li>
        <Swatch kind="before" /> {before}
      </li>
    </ul>
  );
}

function FigureTable(props: {
  rows: readonly ChartRow[];
  name: (row: ChartRow) => string;
  single: boolean;
  before: string;
}): ReactNode {
  const text = useTexts(figureTexts);
  const format = useFormat();
  const { single } = props;
  const columns: readonly [Column<ChartRow>, ...Column<ChartRow>[]] = [
    { name: single ? text.hour : text.day, cell: props.name },
    { name: text.clicks, right: true, cell: (row) => format.number(row.clicks) },
    { name: text.people, right: true, cell: (row) => format.number(row.people) },
    {
      name: props.before,
      right: true,
      cell: (row) => (row.before.clicks === null ? "–" : format.number(row.before.clicks)),
    },
  ];
  return (
    <DataTable
      caption={single ? text.byHour : text.byDay}
      rows={props.rows}
      rowKey={(row) => row.key}
      columns={columns}
      plain
      narrow
    />
  );
}
