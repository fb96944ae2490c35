import type { ReactNode } from "react";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

interface PagerProps {
  readonly page: number;
  readonly pageCount: number;
  /** As the reader writes numbers. */
  readonly number: (value: number) => string;
  /** The link to a page, so that each has an address. */
  readonly link: (page: number, name: string) => ReactNode;
  /** "1,204 links in all" */
  readonly total: string;
}

export function Pager({ page, pageCount, number, link, total }: PagerProps): ReactNode {
  const text = useTexts(words);
  return (
    <nav className="pager" aria-label={text.pages}>
      <span className="dim num">
        {total}
        {pageCount > 1 && ` · ${text.page(number(page), number(pageCount))}`}
      </span>
      <div>
        {page > 1 && link(page - 1, text.previous)}
        {page < pageCount && link(page + 1, text.next)}
      </div>
    </nav>
  );
}
