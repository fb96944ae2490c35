import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PublicPage } from "../../statistics/public-page.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { GroupTabs } from "./group-tabs.tsx";
import { namedGroupQuery } from "./named-group.ts";
import { Statistics } from "./panels.tsx";
import { statisticsTexts } from "./texts.ts";
import { withChange } from "./with-change.ts";

export function GroupStatistics(): ReactNode {
  const text = useTexts(statisticsTexts);
  const params = useParams({ from: "/in/groups/$grpIdx/statistics" });
  const search = useSearch({ from: "/in/groups/$grpIdx/statistics" });
  const navigate = useNavigate({ from: "/groups/$grpIdx/statistics" });
  const grpIdx = Number(params.grpIdx);
  const asked = useQuery(namedGroupQuery(grpIdx));
  return (
    <Loaded of={asked}>
      {({ nm, statisticsUrl }) => (
        <Page
          title={nm}
          above={<Link to="/groups">{text.groups}</Link>}
          tabsLabel={text.group}
          tabs={<GroupTabs grpIdx={params.grpIdx} />}
        >
          <PublicPage url={statisticsUrl} />
          <Statistics
            of={{ grpIdx }}
            search={search}
            onChoose={(change) =>
              void navigate({ search: (before) => withChange(before, change), replace: true })
            }
          />
        </Page>
      )}
    </Loaded>
  );
}
