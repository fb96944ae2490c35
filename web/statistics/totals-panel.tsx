import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Compared, Days } from "../ui/days.ts";
import { Loaded } from "../ui/failed.tsx";
import { Figures } from "../ui/figures.tsx";
import { useTexts } from "../ui/language.tsx";
import { useFormat } from "../workspace.tsx";
import { ClicksChart } from "./clicks-chart.tsx";
import { figuresOf } from "./figures-of.ts";
import { type Scope, totalsQuery } from "./queries.ts";
import { figureTexts } from "./texts.ts";

/** Totals as the tabs of their chart. */
export function TotalsPanel(props: {
  days: Days;
  compared: Compared;
  of?: Scope;
  figure: "clicks" | "people";
  onChoose: (figure: "clicks" | "people") => void;
}): ReactNode {
  const text = useTexts(figureTexts);
  const format = useFormat();
  const { days, compared, of, figure } = props;
  const totals = useQuery(totalsQuery(days, compared.first, of));
  return (
    <section className="panel" aria-label={text.figures}>
      <Loaded of={totals}>
        {(data) => (
          <Figures
            figures={figuresOf(data, text)}
            charted={["clicks", "people"]}
            chosen={figure}
            onChoose={(to) => (to === "clicks" || to === "people") && props.onChoose(to)}
            format={format}
          />
        )}
      </Loaded>
      <ClicksChart days={days} compared={compared} figure={figure} {...(of && { of })} />
    </section>
  );
}
