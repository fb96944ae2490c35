import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { read } from "../../api.ts";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { Statistics } from "./panels.tsx";
import { statisticsTexts } from "./texts.ts";
import { withChange } from "./with-change.ts";

export function GroupStatistics(): ReactNode {
  const text = useTexts(statisticsTexts);
  const params = useParams({ from: "/in/groups/$grpIdx/statistics" });
  const search = useSearch({ from: "/in/groups/$grpIdx/statistics" });
  const navigate = useNavigate({ from: "/groups/$grpIdx/statistics" });
  const grpIdx = Number(params.grpIdx);
  const asked = useQuery({
    queryKey: ["groups", "named", grpIdx],
    queryFn: ({ signal }) => read<{ nm: string }>("/api/link-group/v1/get", { grpIdx }, signal),
  });
  return (
    <Loaded of={asked}>
      {({ nm }) => (
        <Page
          title={nm}
          above={<Link to="/groups">{text.groups}</Link>}
          tabsLabel={text.group}
          tabs={
            <>
              <Link
                to="/groups/$grpIdx/statistics"
                params={params}
                activeOptions={{ includeSearch: false }}
                activeProps={{ "aria-current": "page" }}
              >
                {text.statistics}
              </Link>
              <Link to="/groups/$grpIdx/settings" params={params}>
                {text.settings}
              </Link>
            </>
          }
        >
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
