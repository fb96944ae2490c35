import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { byDimensionQuery, type DimensionRow } from "../../statistics/queries.ts";
import { figureTexts } from "../../statistics/texts.ts";
import { type Column, DataTable, Share } from "../../ui/data-table.tsx";
import type { Days } from "../../ui/days.ts";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFormat } from "../../workspace.tsx";

import { overviewTexts } from "./texts.ts";

const SHOWN = 8;

/** Where the clicks of these days came from, the most first. */
export function Countries({ days }: { days: Days }): ReactNode {
  const text = useTexts(overviewTexts);
  const figures = useTexts(figureTexts);
  const asked = useQuery(byDimensionQuery("country", days));
  return (
    <Panel title={text.countries} className="countries">
      <Loaded of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="nothing">{figures.noClicks}</p>
          ) : (
            <CountryTable rows={rows} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function CountryTable({ rows }: { rows: readonly DimensionRow[] }): ReactNode {
  const text = useTexts(overviewTexts);
  const figures = useTexts(figureTexts);
  const format = useFormat();
  const most = rows[0]?.acesCnt ?? 0;
  const all = rows.reduce((sum, row) => sum + row.acesCnt, 0);
  const name = ({ value }: DimensionRow) =>
    value === "unknown" ? text.unknownCountry : format.country(value);
  const columns: readonly [Column<DimensionRow>, ...Column<DimensionRow>[]] = [
    {
      name: text.country,
      cell: (row) => (
        <>
          {name(row)}
          <Share of={row.acesCnt} most={most} />
        </>
      ),
    },
    { name: figures.clicks, right: true, cell: (row) => format.number(row.acesCnt) },
    { name: figures.people, right: true, wide: true, cell: (row) => format.number(row.pernCnt) },
    { name: text.share, right: true, cell: (row) => format.share(row.acesCnt, all) },
  ];
  const more = rows.length - SHOWN;
  return (
    <>
      <DataTable
        caption={text.countries}
        rows={rows.slice(0, SHOWN)}
        rowKey={(row) => row.value}
        columns={columns}
        headed
        narrow
      />
      {more > 0 && (
        <details>
          <summary>{text.others(format.number(more))}</summary>
          <DataTable
            caption={text.countries}
            rows={rows.slice(SHOWN)}
            rowKey={(row) => row.value}
            columns={columns}
            narrow
          />
        </details>
      )}
    </>
  );
}
