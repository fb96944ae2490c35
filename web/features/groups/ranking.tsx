import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { nameDays } from "../../statistics/name-days.ts";
import { RankingPanel } from "../../statistics/ranking-panel.tsx";
import {
  daysOfRanking,
  type RankedGroupRow,
  rankedGroupsQuery,
} from "../../statistics/ranking-query.ts";
import { rankingTexts } from "../../statistics/ranking-texts.ts";
import { figureTexts } from "../../statistics/texts.ts";
import type { Column } from "../../ui/data-table.tsx";
import { daysBefore, todayIn } from "../../ui/days.ts";
import { useTexts } from "../../ui/language.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PeriodPicker } from "../../ui/period.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { GroupsTabs } from "./tabs.tsx";
import { groupTexts } from "./texts.ts";

export function RankedGroups(): ReactNode {
  const text = useTexts(groupTexts);
  const ranking = useTexts(rankingTexts);
  const figures = useTexts(figureTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const search = useSearch({ from: "/in/groups/ranking" });
  const navigate = useNavigate({ from: "/groups/ranking" });
  const days = daysOfRanking(search, todayIn(timeZone, useNow(60_000)));
  const asked = useQuery(rankedGroupsQuery(days, search));
  const { page: _, ...rest } = search;
  return (
    <Page
      title={text.title}
      lead={figures.compared(nameDays(days, format), nameDays(daysBefore(days), format))}
      tabs={<GroupsTabs />}
      actions={
        <PeriodPicker
          chosen={search.period ?? "30"}
          onChoose={(period) => void navigate({ search: { ...rest, period }, replace: true })}
        />
      }
    >
      <RankingPanel
        asked={asked}
        search={search}
        onSort={(sort, order) => {
          const { order: _was, ...kept } = rest;
          void navigate({ search: { ...kept, sort, ...(order && { order }) }, replace: true });
        }}
        columns={useGroupColumns()}
        rowKey={(row) => row.grpIdx}
        nothing={ranking.noGroups}
        total={ranking.totalGroups}
        pageLink={(page, name) => (
          <LinkButton key={page} to="/groups/ranking" search={{ ...rest, page }}>
            {name}
          </LinkButton>
        )}
      />
      <p className="dim small below">{ranking.foot}</p>
    </Page>
  );
}

function useGroupColumns(): readonly [Column<RankedGroupRow>, ...Column<RankedGroupRow>[]] {
  const text = useTexts(rankingTexts);
  const format = useFormat();
  return [
    {
      name: text.group,
      cell: ({ grpIdx, grpNm }) => (
        <Link
          to="/groups/$grpIdx/statistics"
          params={{ grpIdx: String(grpIdx) }}
          className="strong"
        >
          {grpNm}
        </Link>
      ),
    },
    { name: text.links, right: true, wide: true, cell: (row) => format.number(row.linkCnt) },
  ];
}
