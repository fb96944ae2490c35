import type { ReactNode } from "react";
import { PERIODS, type Period } from "./days.ts";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

export function PeriodPicker(props: {
  /** Null where other days are chosen. */
  chosen: Period | null;
  onChoose: (period: Period) => void;
}): ReactNode {
  const text = useTexts(words);
  const names = { today: text.today, "7": text.days7, "30": text.days30, month: text.month };
  return (
    <fieldset className="range" aria-label={text.period}>
      {PERIODS.map((period) => (
        <button
          key={period}
          type="button"
          aria-pressed={period === props.chosen}
          onClick={() => props.onChoose(period)}
        >
          {names[period]}
        </button>
      ))}
    </fieldset>
  );
}
