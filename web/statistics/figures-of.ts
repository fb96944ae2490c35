import type { Figure } from "../ui/figures.tsx";
import type { TotalsWithBefore } from "./queries.ts";
import type { FigureTexts } from "./texts.ts";

export type FigureKey = "clicks" | "people" | "qr" | "known";

/** The four totals that stand above a chart. */
export function figuresOf(
  totals: TotalsWithBefore,
  text: FigureTexts,
): readonly Figure<FigureKey>[] {
  const { before } = totals;
  return [
    { key: "clicks", name: text.clicks, value: totals.acesCnt, before: before.acesCnt },
    { key: "people", name: text.people, value: totals.pernCnt, before: before.pernCnt },
    { key: "qr", name: text.qr, value: totals.qrCnt, before: before.qrCnt },
    { key: "known", name: text.known, value: totals.knownPernCnt, before: before.knownPernCnt },
  ];
}
