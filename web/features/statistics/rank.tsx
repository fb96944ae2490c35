import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import {
  byDimensionQuery,
  type Dimension,
  type DimensionRow,
  type Scope,
} from "../../statistics/queries.ts";
import { type Column, DataTable, Share } from "../../ui/data-table.tsx";
import { type Days, daysBefore } from "../../ui/days.ts";
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
  /** Dimensions to change between, where there are several under one title. */
  readonly details?: readonly Of[];
  readonly onDetail?: (dimension: Of) => void;
}

/** What the clicks are told apart by, the most first, with the days before. */
export function Rank<Of extends Dimension>(props: RankProps<Of>): ReactNode {
  const text = useTexts(statisticsTexts);
  const { title, dimension, of, days } = props;
  const rows = useQuery(byDimensionQuery(dimension, days, of));
  const before = useQuery(byDimensionQuery(dimension, daysBefore(days), of));
  return (
    <Panel title={title} aside={<Details {...props} />} className="rank">
      <Loaded of={rows}>
        {(data) =>
          data.length === 0 ? (
            <p className="nothing">{text.nothing}</p>
          ) : (
            <RankTable
              title={title}
              dimension={dimension}
              rows={data}
              before={before.data ?? null}
            />
          )
        }
      </Loaded>
    </Panel>
  );
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
  /** Null until they are there. */
  before: readonly DimensionRow[] | null;
}): ReactNode {
  const text = useTexts(statisticsTexts);
  const format = useFormat();
  const language = useLanguage();
  const { title, dimension, rows } = props;
  const most = rows[0]?.acesCnt ?? 0;
  const all = rows.reduce((sum, row) => sum + row.acesCnt, 0);
  const before = new Map(props.before?.map((row) => [row.value, row.acesCnt]));
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
        props.before === null ? (
          "–"
        ) : (
          <Change value={row.acesCnt} before={before.get(row.value) ?? 0} format={format} bare />
        ),
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
