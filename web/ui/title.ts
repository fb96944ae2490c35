import { useEffect } from "react";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

let title = "";
/** Each refusal that the page shows now, with how it marks the title. */
const refusals: ((title: string) => string)[] = [];

function draw(): void {
  const marked = refusals.at(-1)?.(title) ?? title;
  document.title = `${marked} · Simpul`;
}

/** The window's title while the component is on the page. */
export function useTitle(of: string): void {
  useEffect(() => {
    title = of;
    draw();
  }, [of]);
}

/** While something was refused the title says so first: it is what a screen reader reads out. */
export function useErrorTitle(refused: boolean): void {
  const text = useTexts(words);
  useEffect(() => {
    if (!refused) return;
    const mark = (of: string) => text.errorTitle(of);
    refusals.push(mark);
    draw();
    return () => {
      refusals.splice(refusals.indexOf(mark), 1);
      draw();
    };
  }, [refused, text]);
}
