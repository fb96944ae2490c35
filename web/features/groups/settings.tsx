import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { groupQuery } from "./queries.ts";
import { groupTexts } from "./texts.ts";

export function GroupSettings(): ReactNode {
  const text = useTexts(groupTexts);
  const { grpIdx } = useParams({ from: "/in/groups/$grpIdx/settings" });
  const asked = useQuery(groupQuery(Number(grpIdx)));
  return (
    <Loaded of={asked}>
      {({ result: group }) => (
        <Page title={group.nm} above={<Link to="/groups">{text.title}</Link>}>
          <p>{group.memo}</p>
        </Page>
      )}
    </Loaded>
  );
}
