import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTexts } from "../../ui/language.tsx";
import { statisticsTexts } from "./texts.ts";

const ALONE = { exact: true, includeSearch: false };
const HERE = { "aria-current": "page" } as const;

export function GroupTabs({ grpIdx }: { grpIdx: string }): ReactNode {
  const text = useTexts(statisticsTexts);
  const to = { params: { grpIdx }, activeOptions: ALONE, activeProps: HERE };
  return (
    <>
      <Link to="/groups/$grpIdx/statistics" {...to}>
        {text.statistics}
      </Link>
      <Link to="/groups/$grpIdx/links" {...to}>
        {text.links}
      </Link>
      <Link to="/groups/$grpIdx/settings" {...to}>
        {text.settings}
      </Link>
    </>
  );
}
