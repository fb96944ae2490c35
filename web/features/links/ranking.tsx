import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LinkRanking } from "../../statistics/link-ranking.tsx";
import { nameDays } from "../../statistics/name-days.ts";
import { daysOfRanking } from "../../statistics/ranking-query.ts";
import { rankingTexts } from "../../statistics/ranking-texts.ts";
import { figureTexts } from "../../statistics/texts.ts";
import { daysBefore, todayIn } from "../../ui/days.ts";
import { useTexts } from "../../ui/language.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PeriodPicker } from "../../ui/period.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { LinksTabs } from "./tabs.tsx";
import { linkTexts } from "./texts.ts";

export function RankedLinks(): ReactNode {
  const text = useTexts(linkTexts);
  const ranking = useTexts(rankingTexts);
  const figures = useTexts(figureTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const search = useSearch({ from: "/in/links/ranking" });
  const navigate = useNavigate({ from: "/links/ranking" });
  const days = daysOfRanking(search, todayIn(timeZone, useNow(60_000)));
  const { page: _, ...rest } = search;
  return (
    <Page
      title={text.title}
      lead={figures.compared(nameDays(days, format), nameDays(daysBefore(days), format))}
      tabs={<LinksTabs />}
      actions={
        <PeriodPicker
          chosen={search.period ?? "30"}
          onChoose={(period) => void navigate({ search: { ...rest, period }, replace: true })}
        />
      }
    >
      <LinkRanking
        days={days}
        search={search}
        onSort={(sort, order) => {
          const { order: _was, ...kept } = rest;
          void navigate({ search: { ...kept, sort, ...(order && { order }) }, replace: true });
        }}
        pageLink={(page, name) => (
          <LinkButton key={page} to="/links/ranking" search={{ ...rest, page }}>
            {name}
          </LinkButton>
        )}
      />
      <p className="dim small below">{ranking.foot}</p>
    </Page>
  );
}
