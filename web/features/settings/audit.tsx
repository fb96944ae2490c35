import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Panel } from "../../ui/page.tsx";
import { Pager } from "../../ui/pager.tsx";
import { useFormat } from "../../workspace.tsx";
import { type AuditRow, auditQuery } from "./queries.ts";
import { type SettingsTexts, settingsTexts } from "./texts.ts";

const PAGE_ROWS = 30;

/** Who changed what, the newest first. */
export function Audit(): ReactNode {
  const text = useTexts(settingsTexts);
  const { page = 1 } = useSearch({ from: "/in/settings/changes" });
  const asked = useQuery(auditQuery(page));
  return (
    <Panel label={text.audit}>
      <Loaded of={asked}>
        {(paged) =>
          paged.list.length === 0 ? (
            <p className="nothing">{text.noAudit}</p>
          ) : (
            <AuditTable paged={paged} page={page} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function AuditTable({ paged, page }: { paged: Paged<AuditRow>; page: number }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  return (
    <>
      <DataTable
        caption={text.audit}
        rows={paged.list}
        rowKey={(row) => row.auditIdx}
        columns={[
          { name: text.what, cell: (row) => <What row={row} /> },
          { name: text.who, cell: (row) => whoOf(row, text) },
          { name: text.when, right: true, cell: (row) => format.dateTime(row.atYmdt) },
        ]}
      />
      <Pager
        page={page}
        pageCount={Math.ceil(paged.extra.totalCount / PAGE_ROWS)}
        number={format.number}
        total={text.entries(format.number(paged.extra.totalCount))}
        link={(to, name) => (
          <LinkButton key={to} to="/settings/changes" search={{ page: to }}>
            {name}
          </LinkButton>
        )}
      />
    </>
  );
}

function whoOf({ who }: AuditRow, text: SettingsTexts): string {
  switch (who.kind) {
    case "member":
      return who.name;
    case "key":
      return text.byKey(who.name);
    case "admin":
      return text.admin;
    case "system":
      return text.system;
  }
}

const told = (value: unknown): string =>
  value === null || value === "" ? "–" : typeof value === "string" ? value : JSON.stringify(value);

function What({ row }: { row: AuditRow }): ReactNode {
  const text = useTexts(settingsTexts);
  const changes = Object.entries(row.changes);
  return (
    <>
      <span className="tag mono">{row.action}</span> {row.target}
      {changes.length > 0 && (
        <details>
          <summary>{text.fields(changes.length)}</summary>
          <ul className="dim small">
            {changes.map(([name, change]) => (
              <li key={name}>
                <span className="mono">{name}</span>: {told(change.old)} → {told(change.new)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
