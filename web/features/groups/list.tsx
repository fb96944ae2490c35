import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { Pager } from "../../ui/pager.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { SETTING_NAMES } from "./draft.ts";
import { type GroupRow, groupsQuery, PAGE_ROWS } from "./queries.ts";
import { settingTexts } from "./setting-texts.ts";
import { GroupsTabs } from "./tabs.tsx";
import { groupTexts } from "./texts.ts";

export function Groups(): ReactNode {
  const text = useTexts(groupTexts);
  const search = useSearch({ from: "/in/groups" });
  const asked = useQuery(groupsQuery(search));
  const nothing = asked.data?.extra.totalCount === 0 && search.q === undefined;
  return (
    <Page title={text.title} tabs={!nothing && <GroupsTabs />} actions={!nothing && <Tools />}>
      <Loaded of={asked}>{(page) => (nothing ? <NoGroups /> : <GroupTable page={page} />)}</Loaded>
    </Page>
  );
}

function Tools(): ReactNode {
  const text = useTexts(groupTexts);
  const { q = "" } = useSearch({ from: "/in/groups" });
  const navigate = useNavigate({ from: "/groups" });
  const mayWrite = useMayWrite();
  return (
    <>
      <SearchField
        label={text.search}
        value={q}
        onSearch={(said) =>
          void navigate({ search: said === "" ? {} : { q: said }, replace: true })
        }
      />
      {mayWrite && (
        <LinkButton to="/groups/new" variant="filled" leftSection={<Icon name="plus" size={16} />}>
          {text.make}
        </LinkButton>
      )}
    </>
  );
}

function NoGroups(): ReactNode {
  const text = useTexts(groupTexts);
  const mayWrite = useMayWrite();
  return (
    <Empty
      title={text.emptyTitle}
      shape="gathered"
      gains={text.gains}
      actions={
        mayWrite && (
          <LinkButton
            to="/groups/new"
            variant="filled"
            leftSection={<Icon name="plus" size={16} />}
          >
            {text.makeFirst}
          </LinkButton>
        )
      }
    >
      {text.emptyText}
    </Empty>
  );
}

function GroupTable({ page }: { page: Paged<GroupRow> }): ReactNode {
  const text = useTexts(groupTexts);
  const format = useFormat();
  const { q, page: at = 1 } = useSearch({ from: "/in/groups" });
  const columns = useColumns();
  if (page.extra.totalCount === 0) {
    return (
      <Panel label={text.title}>
        <p className="nothing">
          {text.none(q ?? "")} <Link to="/groups">{text.showAll}</Link>
        </p>
      </Panel>
    );
  }
  return (
    <Panel label={text.title}>
      <DataTable
        caption={text.title}
        rows={page.list}
        rowKey={(row) => row.idx}
        columns={columns}
      />
      <Pager
        page={at}
        pageCount={Math.ceil(page.extra.totalCount / PAGE_ROWS)}
        number={format.number}
        total={text.total(format.number(page.extra.totalCount))}
        link={(to, name) => (
          <LinkButton key={to} to="/groups" search={{ ...(q && { q }), page: to }}>
            {name}
          </LinkButton>
        )}
      />
    </Panel>
  );
}

function useColumns(): readonly [Column<GroupRow>, ...Column<GroupRow>[]] {
  const text = useTexts(groupTexts);
  const format = useFormat();
  return [
    {
      name: text.name,
      cell: (row) => (
        <>
          <Link to="/groups/$grpIdx/settings" params={{ grpIdx: String(row.idx) }}>
            {row.nm}
          </Link>
          {row.memo && <div className="dim small">{row.memo}</div>}
        </>
      ),
    },
    { name: text.links, right: true, cell: (row) => format.number(row.linkCnt) },
    { name: text.settings, wide: true, cell: (row) => <SetForGroup row={row} /> },
    { name: text.made, wide: true, cell: (row) => format.date(row.regYmdt) },
    { name: text.changed, wide: true, cell: (row) => format.dateTime(row.modYmdt) },
  ];
}

/** What the group has set, in the order of its page. */
function SetForGroup({ row }: { row: GroupRow }): ReactNode {
  const text = useTexts(groupTexts);
  const told = useTexts(settingTexts);
  const names: string[] = SETTING_NAMES.filter((name) => row.set.includes(name)).map(
    (name) => told[name].short,
  );
  if (row.webhookEnableYn === "Y") names.push(text.webhook);
  if (names.length === 0) return "–";
  return (
    <span className="acts">
      {names.map((name) => (
        <span key={name} className="tag">
          {name}
        </span>
      ))}
    </span>
  );
}
