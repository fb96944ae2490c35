import "./links.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
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
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { hostOf, shown, withoutScheme } from "./address.ts";
import { Filters } from "./filters.tsx";
import { isNarrowed, listQuery } from "./list-search.ts";
import { groupNameQuery, type LinkRow, linksQuery, PAGE_ROWS } from "./queries.ts";
import { LinksTabs } from "./tabs.tsx";
import { linkTexts } from "./texts.ts";

export function Links(): ReactNode {
  const text = useTexts(linkTexts);
  const search = useSearch({ from: "/in/links" });
  const asked = useQuery(linksQuery(listQuery(search)));
  const nothing = asked.data?.extra.totalCount === 0 && !isNarrowed(search);
  return (
    <Page title={text.title} tabs={!nothing && <LinksTabs />} actions={!nothing && <MakeButtons />}>
      {!nothing && <Filters />}
      <Loaded of={asked}>{(page) => (nothing ? <NoLinks /> : <LinkTable page={page} />)}</Loaded>
    </Page>
  );
}

function MakeButtons({ first = false }: { first?: boolean }): ReactNode {
  const text = useTexts(linkTexts);
  if (!useMayWrite()) return null;
  return (
    <>
      <LinkButton to="/links/import">{text.importCsv}</LinkButton>
      <LinkButton to="/links/new" variant="filled" leftSection={<Icon name="plus" size={16} />}>
        {first ? text.makeFirst : text.make}
      </LinkButton>
    </>
  );
}

function NoLinks(): ReactNode {
  const text = useTexts(linkTexts);
  return (
    <Empty title={text.emptyTitle} gains={text.gains} actions={<MakeButtons first />}>
      {text.emptyText}
    </Empty>
  );
}

function LinkTable({ page }: { page: Paged<LinkRow> }): ReactNode {
  const text = useTexts(linkTexts);
  const format = useFormat();
  const search = useSearch({ from: "/in/links" });
  const columns = useColumns();
  if (page.list.length === 0) {
    return (
      <Panel label={text.title}>
        <p className="nothing">
          {text.none} <Link to="/links">{text.clear}</Link>
        </p>
      </Panel>
    );
  }
  return (
    <Panel label={text.title}>
      <DataTable
        caption={text.title}
        rows={page.list}
        rowKey={(row) => `${row.domain}/${row.linkId}`}
        columns={columns}
      />
      <Pager
        page={search.page ?? 1}
        pageCount={Math.ceil(page.extra.totalCount / PAGE_ROWS)}
        number={format.number}
        total={text.total(format.number(page.extra.totalCount))}
        link={(to, name) => (
          <LinkButton key={to} to="/links" search={{ ...search, page: to }}>
            {name}
          </LinkButton>
        )}
      />
    </Panel>
  );
}

function useColumns(): readonly [Column<LinkRow>, ...Column<LinkRow>[]] {
  const text = useTexts(linkTexts);
  const format = useFormat();
  return [
    { name: text.link, cell: (row) => <NameCell row={row} /> },
    {
      name: text.destination,
      wide: true,
      cell: (row) => <span className="dim clip">{withoutScheme(row.url)}</span>,
    },
    { name: text.group, cell: (row) => <GroupCell grpIdx={row.grpIdx} /> },
    { name: text.clicks, right: true, cell: (row) => format.number(row.acesCnt) },
    { name: text.people, right: true, wide: true, cell: (row) => format.number(row.pernCnt) },
    { name: text.made, wide: true, cell: (row) => format.date(row.regYmdt) },
  ];
}

function NameCell({ row }: { row: LinkRow }): ReactNode {
  return (
    <>
      <Link
        to="/links/$host/$linkId"
        params={{ host: hostOf(row.domain), linkId: row.linkId }}
        className="strong"
      >
        {shown(row)}
      </Link>
      {row.ttl && row.ttl !== "NO TITLE" && <div className="dim small">{row.ttl}</div>}
    </>
  );
}

function GroupCell({ grpIdx }: { grpIdx: number | null }): ReactNode {
  const { data } = useQuery({ ...groupNameQuery(grpIdx ?? 0), enabled: grpIdx !== null });
  if (grpIdx === null) return "–";
  return (
    <Link to="/links" search={{ group: grpIdx }}>
      {data ?? grpIdx}
    </Link>
  );
}
