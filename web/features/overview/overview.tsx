import "./overview.css";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { countDays, daysOf, type Period, todayIn } from "../../ui/days.ts";
import { Loaded } from "../../ui/failed.tsx";
import { type Figure, Figures } from "../../ui/figures.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { PeriodPicker } from "../../ui/period.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { ClicksChart } from "./clicks-chart.tsx";
import { Countries } from "./countries.tsx";
import { LiveClicks } from "./live-clicks.tsx";
import { type TotalsWithBefore, totalsQuery } from "./queries.ts";
import { overviewTexts } from "./texts.ts";

export type FigureKey = "clicks" | "people" | "qr" | "known";

/** What happened in these days, and what happens as one looks. */
export function Overview(): ReactNode {
  const text = useTexts(overviewTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const { period = "30", figure = "clicks" } = useSearch({ from: "/in/" });
  const navigate = useNavigate({ from: "/" });
  const days = daysOf(period, todayIn(timeZone, useNow(60_000)));
  const totals = useQuery(totalsQuery(days));
  const told = period === "today" ? format.date(days.first) : format.days(days.first, days.last);
  const choose = (search: { period?: Period; figure?: "clicks" | "people" }) =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true });
  return (
    <Page
      title={text.title}
      lead={text.compared(told, countDays(days))}
      actions={<PeriodPicker chosen={period} onChoose={(to) => choose({ period: to })} />}
    >
      <div className="overview">
        <section className="panel" aria-label={text.figures}>
          <Loaded of={totals}>
            {(data) => (
              <Figures
                figures={figuresOf(data, text)}
                charted={["clicks", "people"]}
                chosen={figure}
                onChoose={(to) => (to === "clicks" || to === "people") && choose({ figure: to })}
                format={format}
              />
            )}
          </Loaded>
          <ClicksChart days={days} figure={figure} />
        </section>
        <LiveClicks />
        <Countries days={days} />
      </div>
    </Page>
  );
}

function figuresOf(
  totals: TotalsWithBefore,
  text: (typeof overviewTexts)["en"],
): readonly Figure<FigureKey>[] {
  const { before } = totals;
  return [
    { key: "clicks", name: text.clicks, value: totals.acesCnt, before: before.acesCnt },
    { key: "people", name: text.people, value: totals.pernCnt, before: before.pernCnt },
    { key: "qr", name: text.qr, value: totals.qrCnt, before: before.qrCnt },
    { key: "known", name: text.known, value: totals.knownCnt, before: before.knownCnt },
  ];
}
