import "./people.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { Pager } from "../../ui/pager.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { useFormat } from "../../workspace.tsx";
import { AudienceTabs } from "./audience-tabs.tsx";
import { PAGE_ROWS, type PersonRow, peopleQuery } from "./queries.ts";
import { peopleTexts } from "./texts.ts";

export function People(): ReactNode {
  const text = useTexts(peopleTexts);
  const search = useSearch({ from: "/in/people" });
  const navigate = useNavigate({ from: "/people" });
  const asked = useQuery(peopleQuery(search));
  const nothing = asked.data?.extra.totalCount === 0 && search.q === undefined;
  return (
    <Page
      title={text.title}
      tabsLabel={text.tabs}
      tabs={<AudienceTabs />}
      actions={
        !nothing && (
          <SearchField
            label={text.search}
            value={search.q ?? ""}
            onSearch={(q) => void navigate({ search: q === "" ? {} : { q }, replace: true })}
          />
        )
      }
    >
      <Loaded of={asked}>
        {(page) =>
          nothing ? (
            <Empty title={text.emptyTitle}>{text.emptyText}</Empty>
          ) : (
            <PeopleTable page={page} />
          )
        }
      </Loaded>
    </Page>
  );
}

function PeopleTable({ page }: { page: Paged<PersonRow> }): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const { q, page: at = 1 } = useSearch({ from: "/in/people" });
  const columns = useColumns();
  if (page.list.length === 0) {
    return (
      <Panel label={text.title}>
        <p className="nothing">
          {text.none(q ?? "")} <Link to="/people">{text.showAll}</Link>
        </p>
      </Panel>
    );
  }
  return (
    <>
      <Panel label={text.title}>
        <DataTable
          caption={text.title}
          rows={page.list}
          rowKey={(row) => row.euid}
          columns={columns}
        />
        <Pager
          page={at}
          pageCount={Math.ceil(page.extra.totalCount / PAGE_ROWS)}
          number={format.number}
          total={text.total(format.number(page.extra.totalCount))}
          link={(to, name) => (
            <LinkButton key={to} to="/people" search={{ ...(q && { q }), page: to }}>
              {name}
            </LinkButton>
          )}
        />
      </Panel>
      {page.extra.totalCount >= 1_000 && <p className="dim small after">{text.most}</p>}
    </>
  );
}

function useColumns(): readonly [Column<PersonRow>, ...Column<PersonRow>[]] {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const lines = (values: readonly (string | null)[]) =>
    values.filter(Boolean).map((value) => <div key={value}>{value}</div>);
  return [
    {
      name: text.person,
      cell: ({ euid }) => (
        <Link to="/people/$euid" params={{ euid: String(euid) }} className="num">
          {euid}
        </Link>
      ),
    },
    { name: text.contacts, cell: ({ contacts }) => lines([...new Set(Object.values(contacts))]) },
    {
      name: text.identifiers,
      wide: true,
      cell: ({ identifiers: { user_id, anonymous_id } }) => (
        <span className="mono">{lines([user_id ?? anonymous_id])}</span>
      ),
    },
    { name: text.clicks, right: true, cell: (row) => format.number(row.clickCnt) },
    {
      name: text.lastClick,
      wide: true,
      cell: (row) => (row.lastClickYmdt ? format.dateTime(row.lastClickYmdt) : "–"),
    },
    { name: text.known, wide: true, cell: (row) => format.date(row.regYmdt) },
  ];
}
