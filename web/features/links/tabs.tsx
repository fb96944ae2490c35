import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { rankingTexts } from "../../statistics/ranking-texts.ts";
import { useTexts } from "../../ui/language.tsx";

const ALONE = { exact: true, includeSearch: false };
const HERE = { "aria-current": "page" } as const;

/** All links as they were made, or by what came of them. */
export function LinksTabs(): ReactNode {
  const text = useTexts(rankingTexts);
  return (
    <>
      <Link to="/links" activeOptions={ALONE} activeProps={HERE}>
        {text.allLinks}
      </Link>
      <Link to="/links/ranking" activeOptions={ALONE} activeProps={HERE}>
        {text.ranking}
      </Link>
    </>
  );
}
