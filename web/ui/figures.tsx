import type { ReactNode } from "react";
import type { Format } from "./format.ts";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

export interface Figure<Key extends string> {
  readonly key: Key;
  readonly name: string;
  readonly value: number;
  readonly before: number;
}

interface FiguresProps<Key extends string> {
  readonly figures: readonly Figure<Key>[];
  /** Those that have a chart of their own; the others are figures only. */
  readonly charted: readonly Key[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
  readonly format: Format;
}

/** Totals, the tabs of their chart. */
export function Figures<Key extends string>(props: FiguresProps<Key>): ReactNode {
  const { figures, charted, chosen, onChoose, format } = props;
  return (
    <div className="figs">
      {figures.map((figure) => {
        const inside = (
          <>
            <span>{figure.name}</span>
            <b>{format.number(figure.value)}</b>
            <small>
              <Change value={figure.value} before={figure.before} format={format} />
            </small>
          </>
        );
        if (!charted.includes(figure.key)) return <div key={figure.key}>{inside}</div>;
        return (
          <button
            key={figure.key}
            type="button"
            aria-pressed={figure.key === chosen}
            onClick={() => onChoose(figure.key)}
          >
            {inside}
          </button>
        );
      })}
    </div>
  );
}

/** A change is told with its base; "new" where there was none. */
export function Change(props: {
  value: number;
  before: number;
  format: Format;
  bare?: boolean;
}): ReactNode {
  const text = useTexts(words);
  const { value, before, format } = props;
  const change = format.change(value, before);
  if (change === null) return <span className="dim">{value === 0 ? "–" : text.new}</span>;
  const look = value > before ? "up" : value < before ? "dn" : "dim";
  return (
    <>
      <span className={look}>{change}</span>
      {!props.bare && ` ${text.versus(format.number(before))}`}
    </>
  );
}
