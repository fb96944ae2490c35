import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { useFormat } from "../../workspace.tsx";
import { groupQuery } from "./queries.ts";
import { SettingsForm } from "./settings-form.tsx";
import { settingsTexts } from "./settings-texts.ts";
import { groupTexts } from "./texts.ts";

export function GroupSettings(): ReactNode {
  const text = useTexts(groupTexts);
  const settings = useTexts(settingsTexts);
  const format = useFormat();
  const { grpIdx } = useParams({ from: "/in/groups/$grpIdx/settings" });
  const asked = useQuery(groupQuery(Number(grpIdx)));
  return (
    <Loaded of={asked}>
      {(loaded) => {
        const { idx, nm, linkCnt, acesCnt, pernCnt } = loaded.result;
        const figures = [linkCnt, acesCnt, pernCnt].map(format.number) as [string, string, string];
        return (
          <Page
            title={nm}
            above={<Link to="/groups">{text.title}</Link>}
            lead={settings.lead(idx, ...figures)}
            tabsLabel={text.pagesOf}
            tabs={
              <>
                <Link to="/groups/$grpIdx/statistics" params={{ grpIdx }}>
                  {text.statistics}
                </Link>
                <Link to="/groups/$grpIdx/links" params={{ grpIdx }}>
                  {text.links}
                </Link>
                <Link
                  to="/groups/$grpIdx/settings"
                  params={{ grpIdx }}
                  activeProps={{ "aria-current": "page" }}
                >
                  {text.settingsTab}
                </Link>
              </>
            }
          >
            <SettingsForm key={idx} loaded={loaded} />
          </Page>
        );
      }}
    </Loaded>
  );
}
