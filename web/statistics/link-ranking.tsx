import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Column } from "../ui/data-table.tsx";
import type { Days } from "../ui/days.ts";
import { useTexts } from "../ui/language.tsx";
import { RankingPanel } from "./ranking-panel.tsx";
import {
  type RankedLinkRow,
  type RankingSearch,
  type RankSort,
  rankedLinksQuery,
} from "./ranking-query.ts";
import { rankingTexts } from "./ranking-texts.ts";

/** Links of the workspace, or of one group by the clicks that count in it. */
export function LinkRanking(props: {
  days: Days;
  search: RankingSearch;
  grpIdx?: number;
  onSort: (sort: RankSort, order: "asc" | undefined) => void;
  pageLink: (page: number, name: string) => ReactNode;
}): ReactNode {
  const text = useTexts(rankingTexts);
  const { days, search, grpIdx, onSort, pageLink } = props;
  const asked = useQuery(rankedLinksQuery(days, search, grpIdx));
  const columns: readonly [Column<RankedLinkRow>] = [
    { name: text.link, cell: (row) => <LinkCell row={row} /> },
  ];
  return (
    <RankingPanel
      asked={asked}
      search={search}
      onSort={onSort}
      columns={columns}
      rowKey={(row) => `${row.domain}/${row.linkId}`}
      nothing={text.noLinks}
      total={text.totalLinks}
      pageLink={pageLink}
    />
  );
}

function LinkCell({ row }: { row: RankedLinkRow }): ReactNode {
  const host = row.domain.replace(/^https?:\/\//, "");
  return (
    <>
      <Link to="/links/$host/$linkId" params={{ host, linkId: row.linkId }} className="strong">
        {host}/{row.linkId}
      </Link>
      {row.ttl && row.ttl !== "NO TITLE" && <div className="dim small">{row.ttl}</div>}
    </>
  );
}
