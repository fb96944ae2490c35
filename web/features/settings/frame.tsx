import "./settings.css";
import { Link, Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTexts } from "../../ui/language.tsx";
import { Page } from "../../ui/page.tsx";
import { useIsOwner, useMayWrite } from "../../workspace.tsx";
import { settingsTexts } from "./texts.ts";

/** What all settings stand under; who may not see a page is not led to it. */
export function SettingsFrame(): ReactNode {
  const text = useTexts(settingsTexts);
  const owner = useIsOwner();
  const mayWrite = useMayWrite();
  const current = { activeProps: { "aria-current": "page" } } as const;
  return (
    <Page
      title={text.title}
      tabs={
        <>
          <Link to="/settings" activeOptions={{ exact: true }} {...current}>
            {text.workspace}
          </Link>
          <Link to="/settings/domains" {...current}>
            {text.domains}
          </Link>
          {owner && (
            <Link to="/settings/keys" {...current}>
              {text.keys}
            </Link>
          )}
          <Link to="/settings/members" {...current}>
            {text.members}
          </Link>
          {mayWrite && (
            <Link to="/settings/changes" activeOptions={{ includeSearch: false }} {...current}>
              {text.audit}
            </Link>
          )}
          <Link to="/settings/profile" {...current}>
            {text.profile}
          </Link>
        </>
      }
    >
      <Outlet />
    </Page>
  );
}
