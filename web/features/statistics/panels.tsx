import "./statistics.css";
import { TextInput } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { addressOf } from "../../api.ts";
import { nameCompared, nameDays } from "../../statistics/name-days.ts";
import { range, type Scope } from "../../statistics/queries.ts";
import { figureTexts } from "../../statistics/texts.ts";
import { TotalsPanel } from "../../statistics/totals-panel.tsx";
import { type Compared, comparedWith, type Days, nowIn, type Period } from "../../ui/days.ts";
import { Loading } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { PeriodPicker } from "../../ui/period.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { type ChosenDays, chosenDays, withEnd } from "./chosen-days.ts";
import { Rank } from "./rank.tsx";
import { statisticsTexts } from "./texts.ts";

const WorldMap = lazy(async () => ({ default: (await import("./world-map.tsx")).WorldMap }));

export interface StatisticsSearch extends ChosenDays {
  readonly figure?: "clicks" | "people";
  readonly device?: "device" | "os" | "browser";
  readonly utm?: "utm_source" | "utm_medium" | "utm_campaign";
}

interface StatisticsProps {
  readonly of: Scope;
  readonly search: StatisticsSearch;
  /** Puts what was chosen into the address. */
  readonly onChoose: (
    change: { [Key in keyof StatisticsSearch]?: StatisticsSearch[Key] | undefined },
  ) => void;
}

/** What became of a link, or of the links of a group, in some days. */
export function Statistics({ of, search, onChoose }: StatisticsProps): ReactNode {
  const text = useTexts(statisticsTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const now = nowIn(timeZone, useNow(60_000));
  const today = now.slice(0, 10);
  const days = chosenDays(search, today);
  const compared = comparedWith(days, isOwn(search) ? null : (search.period ?? "30"), now);
  const { figure = "clicks", device = "device", utm = "utm_campaign" } = search;
  const rank = { of, days, compared, today };
  return (
    <>
      <Chooser {...{ of, days, compared, search, today, onChoose }} />
      <TotalsPanel
        of={of}
        days={days}
        compared={compared}
        figure={figure}
        onChoose={(to) => onChoose({ figure: to })}
      />
      <div className="ranks">
        <section className="panel map-panel" aria-label={text.map}>
          <Suspense fallback={<Loading />}>
            <WorldMap of={of} days={days} />
          </Suspense>
        </section>
        <Rank title={text.countries} dimension="country" {...rank} />
        <Rank title={text.referrers} dimension="referrer" {...rank} />
        <Rank
          title={text.devices}
          dimension={device}
          details={["device", "os", "browser"]}
          onDetail={(to) => onChoose({ device: to })}
          {...rank}
        />
        <Rank
          title={text.campaigns}
          dimension={utm}
          details={["utm_source", "utm_medium", "utm_campaign"]}
          onDetail={(to) => onChoose({ utm: to })}
          {...rank}
        />
        <Rank title={text.languages} dimension="language" {...rank} />
      </div>
      <p className="dim small foot">
        {text.foot(format.zone(new Date()), of.linkId !== undefined)}
      </p>
    </>
  );
}

/** Days that were typed, and not those of a period. */
const isOwn = ({ from, until }: StatisticsSearch): boolean =>
  from !== undefined && until !== undefined;

/** Which days, how they compare, and the way to take every click along. */
function Chooser(
  props: StatisticsProps & { days: Days; compared: Compared; today: string },
): ReactNode {
  const text = useTexts(statisticsTexts);
  const figures = useTexts(figureTexts);
  const format = useFormat();
  const { workspaceIdx } = useWorkspace();
  const { of, days, compared, search, today, onChoose } = props;
  const own = isOwn(search);
  const choose = (period: Period) => onChoose({ period, from: undefined, until: undefined });
  const day = (name: "first" | "last", label: string) => (
    <TextInput
      type="date"
      label={label}
      value={days[name]}
      max={today}
      onChange={(event) => {
        const value = event.currentTarget.value;
        if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < "2000") return;
        const { first, last } = withEnd(days, { [name]: value });
        onChoose({ from: first, until: last });
      }}
    />
  );
  const query = { ...range(days), ...of, format: "csv", bom: "Y", workspaceIdx };
  return (
    <form className="days" onSubmit={(event) => event.preventDefault()}>
      <PeriodPicker chosen={own ? null : (search.period ?? "30")} onChoose={choose} />
      {day("first", text.from)}
      {day("last", text.until)}
      <a
        className="export"
        href={addressOf("/api/statistics/v2/clicks/export", query)}
        title={text.exportHint}
        download
      >
        {text.exportCsv}
      </a>
      <p className="dim num">
        {figures.compared(nameDays(days, format), nameCompared(compared, format, figures))}
      </p>
    </form>
  );
}
