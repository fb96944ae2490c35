import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LinkRanking } from "../../statistics/link-ranking.tsx";
import { nameDays } from "../../statistics/name-days.ts";
import { daysOfRanking } from "../../statistics/ranking-query.ts";
import { rankingTexts } from "../../statistics/ranking-texts.ts";
import { figureTexts } from "../../statistics/texts.ts";
import { daysBefore, todayIn } from "../../ui/days.ts";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PeriodPicker } from "../../ui/period.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { GroupTabs } from "./group-tabs.tsx";
import { namedGroupQuery } from "./named-group.ts";
import { statisticsTexts } from "./texts.ts";

/** The links of a group by what came of them. */
export function LinksOfGroup(): ReactNode {
  const text = useTexts(statisticsTexts);
  const ranking = useTexts(rankingTexts);
  const figures = useTexts(figureTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const params = useParams({ from: "/in/groups/$grpIdx/links" });
  const search = useSearch({ from: "/in/groups/$grpIdx/links" });
  const navigate = useNavigate({ from: "/groups/$grpIdx/links" });
  const grpIdx = Number(params.grpIdx);
  const days = daysOfRanking(search, todayIn(timeZone, useNow(60_000)));
  const { page: _, ...rest } = search;
  return (
    <Loaded of={useQuery(namedGroupQuery(grpIdx))}>
      {({ nm }) => (
        <Page
          title={nm}
          above={<Link to="/groups">{text.groups}</Link>}
          lead={figures.compared(nameDays(days, format), nameDays(daysBefore(days), format))}
          tabsLabel={text.group}
          tabs={<GroupTabs grpIdx={params.grpIdx} />}
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
            grpIdx={grpIdx}
            onSort={(sort, order) => {
              const { order: _was, ...kept } = rest;
              void navigate({ search: { ...kept, sort, ...(order && { order }) }, replace: true });
            }}
            pageLink={(page, name) => (
              <LinkButton
                key={page}
                to="/groups/$grpIdx/links"
                params={params}
                search={{ ...rest, page }}
              >
                {name}
              </LinkButton>
            )}
          />
          <p className="dim small below">
            {ranking.foot}{" "}
            <Link to="/links" search={{ group: grpIdx }}>
              {ranking.allLinks}
            </Link>
          </p>
        </Page>
      )}
    </Loaded>
  );
}
