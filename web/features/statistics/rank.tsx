import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import {
  byDimensionQuery,
  type Dimension,
  type DimensionRow,
  type Scope,
} from "../../statistics/queries.ts";
import { type Column, DataTable, Share } from "../../ui/data-table.tsx";
import { addDays, countDays, type Days, daysOver } from "../../ui/days.ts";
import { Loaded } from "../../ui/failed.tsx";
import { Change } from "../../ui/figures.tsx";
import { useLanguage, useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFormat } from "../../workspace.tsx";
import { nameOf } from "./name-of.ts";
import { statisticsTexts } from "./texts.ts";

const SHOWN = 6;
/** As many as the API answers. */
const MOST = 100;

interface RankProps<Of extends Dimension> {
  readonly title: string;
  readonly dimension: Of;
  readonly of: Scope;
  readonly days: Days;
  readonly compared: Days;
  readonly today: string;
  /** Dimensions to change between, where there are several under one title. */
  readonly details?: readonly Of[];
  readonly onDetail?: (dimension: Of) => void;
}

/** What the clicks are told apart by, the most first, with the change against earlier days. */
export function Rank<Of extends Dimension>(props: RankProps<Of>): ReactNode {
  const text = useTexts(statisticsTexts);
  const { title, dimension, of, days } = props;
  const rows = useQuery(byDimensionQuery(dimension, days, of));
  const change = useChange(props);
  return (
    <Panel title={title} aside={<Details {...props} />} className="rank">
      <Loaded of={rows}>
        {(data) =>
          data.length === 0 ? (
            <p className="nothing">{text.nothing}</p>
          ) : (
            <RankTable title={title} dimension={dimension} rows={data} change={change} />
          )
        }
      </Loaded>
    </Panel>
  );
}

type ChangeOf = (value: string) => { readonly value: number; readonly before: number };

/**
 * What the API tells apart it counts by the day: so the days that are over stand beside as many of
 * the earlier ones. Null where none is over, or until they are there.
 */
function useChange<Of extends Dimension>(props: RankProps<Of>): ChangeOf | null {
  const { dimension, of, days, compared, today } = props;
  const over = daysOver(days, today);
  const count = Math.min(over ? countDays(over) : 1, countDays(compared));
  const earlier = { first: compared.first, last: addDays(compared.first, count - 1) };
  const enabled = over !== null;
  const now = useQuery({ ...byDimensionQuery(dimension, over ?? days, of), enabled }).data;
  const before = useQuery({ ...byDimensionQuery(dimension, earlier, of), enabled }).data;
  if (!enabled || now === undefined || before === undefined) return null;
  const clicksIn = (rows: readonly DimensionRow[], value: string) =>
    rows.find((row) => row.value === value)?.acesCnt ?? 0;
  return (value) => ({ value: clicksIn(now, value), before: clicksIn(before, value) });
}

function Details<Of extends Dimension>(props: RankProps<Of>): ReactNode {
  const text = useTexts(statisticsTexts);
  const { details, onDetail, dimension } = props;
  if (details === undefined) return null;
  const names: Partial<Record<Dimension, string>> = text;
  return (
    <fieldset className="switch" aria-label={text.detail(props.title)}>
      {details.map((it) => (
        <button
          key={it}
          type="button"
          aria-pressed={it === dimension}
          onClick={() => onDetail?.(it)}
        >
          {names[it]}
        </button>
      ))}
    </fieldset>
  );
}

function RankTable(props: {
  title: string;
  dimension: Dimension;
  rows: readonly DimensionRow[];
  change: ChangeOf | null;
}): ReactNode {
  const text = useTexts(statisticsTexts);
  const format = useFormat();
  const language = useLanguage();
  const { title, dimension, rows } = props;
  const most = rows[0]?.acesCnt ?? 0;
  const all = rows.reduce((sum, row) => sum + row.acesCnt, 0);
  const columns: readonly [Column<DimensionRow>, ...Column<DimensionRow>[]] = [
    {
      name: title,
      cell: (row) => (
        <>
          {nameOf(dimension, row.value, { text, format, language })}
          <Share of={row.acesCnt} most={most} />
        </>
      ),
    },
    { name: text.clicks, right: true, cell: (row) => format.number(row.acesCnt) },
    { name: text.share, right: true, cell: (row) => format.share(row.acesCnt, all) },
    {
      name: text.change,
      right: true,
      wide: true,
      cell: (row) =>
        props.change === null ? "–" : <Change {...props.change(row.value)} format={format} bare />,
    },
  ];
  const more = rows.length - SHOWN;
  const table = { caption: title, rowKey: (row: DimensionRow) => row.value, columns };
  return (
    <>
      <DataTable {...table} rows={rows.slice(0, SHOWN)} headed />
      {more > 0 && (
        <details>
          <summary>{text.others(format.number(more))}</summary>
          <DataTable {...table} rows={rows.slice(SHOWN)} />
          {rows.length === MOST && <p className="dim small">{text.atMost}</p>}
        </details>
      )}
    </>
  );
}
