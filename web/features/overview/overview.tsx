import "./overview.css";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { nameCompared, nameDays } from "../../statistics/name-days.ts";
import { figureTexts } from "../../statistics/texts.ts";
import { TotalsPanel } from "../../statistics/totals-panel.tsx";
import { comparedWith, daysOf, nowIn, type Period } from "../../ui/days.ts";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { PeriodPicker } from "../../ui/period.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { Countries } from "./countries.tsx";
import { LiveClicks } from "./live-clicks.tsx";
import { overviewTexts } from "./texts.ts";

/** What happened in these days, and what happens as one looks. */
export function Overview(): ReactNode {
  const text = useTexts(overviewTexts);
  const figures = useTexts(figureTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const { period = "30", figure = "clicks" } = useSearch({ from: "/in/" });
  const navigate = useNavigate({ from: "/" });
  const now = nowIn(timeZone, useNow(60_000));
  const days = daysOf(period, now.slice(0, 10));
  const compared = comparedWith(days, period, now);
  const choose = (search: { period?: Period; figure?: "clicks" | "people" }) =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true });
  return (
    <Page
      title={text.title}
      lead={figures.compared(nameDays(days, format), nameCompared(compared, format, figures))}
      actions={<PeriodPicker chosen={period} onChoose={(to) => choose({ period: to })} />}
    >
      <div className="overview">
        <TotalsPanel
          days={days}
          compared={compared}
          figure={figure}
          onChoose={(to) => choose({ figure: to })}
        />
        <LiveClicks />
        <Countries days={days} />
      </div>
    </Page>
  );
}
