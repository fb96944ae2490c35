import { NativeSelect } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Paged } from "../../src/http/wire/paging.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { Loaded } from "../ui/failed.tsx";
import { Change } from "../ui/figures.tsx";
import { useTexts } from "../ui/language.tsx";
import { Panel } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { useFormat } from "../workspace.tsx";
import {
  PAGE_ROWS,
  RANK_SORTS,
  type RankedRow,
  type RankingSearch,
  type RankSort,
} from "./ranking-query.ts";
import { rankingTexts } from "./ranking-texts.ts";

interface RankingPanelProps<Row extends RankedRow> {
  readonly asked: UseQueryResult<Paged<Row>>;
  readonly search: RankingSearch;
  /** A new order begins at the first page. */
  readonly onSort: (sort: RankSort, order: "asc" | undefined) => void;
  /** The first names the row; figures follow. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rowKey: (row: Row) => string | number;
  readonly nothing: string;
  readonly total: (count: string) => string;
  readonly pageLink: (page: number, name: string) => ReactNode;
}

/** Rows by clicks, people, scans or change, each a button at the head of its column. */
export function RankingPanel<Row extends RankedRow>(props: RankingPanelProps<Row>): ReactNode {
  const text = useTexts(rankingTexts);
  const format = useFormat();
  const { asked, search, rowKey } = props;
  const columns = useColumns(props);
  return (
    <Panel label={text.ranking}>
      <SortChoice {...props} />
      <Loaded of={asked}>
        {({ list, extra }) =>
          extra.totalCount === 0 ? (
            <p className="nothing">{props.nothing}</p>
          ) : (
            <>
              <DataTable caption={text.ranking} rows={list} rowKey={rowKey} columns={columns} />
              <Pager
                page={search.page ?? 1}
                pageCount={Math.ceil(extra.totalCount / PAGE_ROWS)}
                number={format.number}
                total={props.total(format.number(extra.totalCount))}
                link={props.pageLink}
              />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

function useColumns<Row extends RankedRow>({
  columns,
  search,
  onSort,
}: RankingPanelProps<Row>): readonly [Column<Row>, ...Column<Row>[]] {
  const text = useTexts(rankingTexts);
  const format = useFormat();
  const { sort: by = "acesCnt", order } = search;
  const figure = (name: RankSort, cell: (row: Row) => ReactNode): Column<Row> => {
    const descends = name === by && order === undefined;
    const direction = name === by ? (descends ? "descending" : "ascending") : null;
    const sort = { direction, onSort: () => onSort(name, descends ? "asc" : undefined) } as const;
    return { name: text[name], right: true, cell, sort };
  };
  return [
    ...columns,
    figure("acesCnt", (row) => format.number(row.acesCnt)),
    figure("pernCnt", (row) => format.number(row.pernCnt)),
    figure("qrCnt", (row) => format.number(row.qrCnt)),
    figure("change", (row) => <ChangeInClicks row={row} />),
  ];
}

/** In clicks, by which it is sorted, and as a percentage. */
function ChangeInClicks({ row }: { row: RankedRow }): ReactNode {
  const format = useFormat();
  const more = row.acesCnt - row.before.acesCnt;
  return (
    <>
      {more !== 0 && `${more > 0 ? "+" : ""}${format.number(more)} · `}
      <Change value={row.acesCnt} before={row.before.acesCnt} format={format} bare />
    </>
  );
}

/** On phones, where a table has no head. */
function SortChoice<Row extends RankedRow>({ search, onSort }: RankingPanelProps<Row>): ReactNode {
  const text = useTexts(rankingTexts);
  const { sort = "acesCnt", order } = search;
  const data = RANK_SORTS.flatMap((name) => [
    { value: name, label: text.most(text[name]) },
    { value: `${name} asc`, label: text.least(text[name]) },
  ]);
  return (
    <div className="sort-choice">
      <NativeSelect
        label={text.sortBy}
        value={order === undefined ? sort : `${sort} asc`}
        data={data}
        onChange={({ currentTarget: { value } }) => {
          const chosen = RANK_SORTS.find((name) => name === value.split(" ")[0]) ?? "acesCnt";
          onSort(chosen, value.endsWith(" asc") ? "asc" : undefined);
        }}
      />
    </div>
  );
}
