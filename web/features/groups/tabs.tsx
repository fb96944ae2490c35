import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { rankingTexts } from "../../statistics/ranking-texts.ts";
import { useTexts } from "../../ui/language.tsx";

const ALONE = { exact: true, includeSearch: false };
const HERE = { "aria-current": "page" } as const;

/** All groups as they were made, or by what came of them. */
export function GroupsTabs(): ReactNode {
  const text = useTexts(rankingTexts);
  return (
    <>
      <Link to="/groups" activeOptions={ALONE} activeProps={HERE}>
        {text.allGroups}
      </Link>
      <Link to="/groups/ranking" activeOptions={ALONE} activeProps={HERE}>
        {text.ranking}
      </Link>
    </>
  );
}
