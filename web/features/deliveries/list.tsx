import "./deliveries.css";
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
import { answerOf, Details, SendAgain, StatusTag, When } from "./cells.tsx";
import {
  countQuery,
  type Delivery,
  deliveriesQuery,
  PAGE_ROWS,
  STATUSES,
  type Status,
} from "./queries.ts";
import { deliveryTexts } from "./texts.ts";

/** What came of the events of webhooks. */
export function Deliveries(): ReactNode {
  const text = useTexts(deliveryTexts);
  const search = useSearch({ from: "/in/deliveries" });
  const asked = useQuery(deliveriesQuery(search));
  const all = useQuery(countQuery()).data;
  return (
    <Page title={text.title} lead={text.lead}>
      <Loaded of={asked}>
        {(page) =>
          all === 0 ? (
            <NoDeliveries />
          ) : (
            <>
              <Waiting />
              <Chips />
              <DeliveryTable page={page} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function NoDeliveries(): ReactNode {
  const text = useTexts(deliveryTexts);
  return (
    <Empty
      title={text.emptyTitle}
      actions={<LinkButton to="/settings">{text.toSettings}</LinkButton>}
    >
      {text.emptyText}
    </Empty>
  );
}

function Waiting(): ReactNode {
  const text = useTexts(deliveryTexts);
  const format = useFormat();
  const { data: count = 0 } = useQuery(countQuery("pending"));
  if (count === 0) return null;
  return (
    <div className="note" role="status">
      <Icon name="clock" />
      <div>{text.waiting(format.number(count))}</div>
    </div>
  );
}

/** The statuses, each with its count, as links. */
function Chips(): ReactNode {
  const text = useTexts(deliveryTexts);
  const { status } = useSearch({ from: "/in/deliveries" });
  return (
    <nav className="chips" aria-label={text.status}>
      <Chip name={text.all} current={status === undefined} />
      {STATUSES.map((it) => (
        <Chip key={it} name={text[it]} status={it} current={status === it} />
      ))}
    </nav>
  );
}

function Chip(props: { name: string; status?: Status; current: boolean }): ReactNode {
  const format = useFormat();
  const { name, status, current } = props;
  const { data: count } = useQuery(countQuery(status));
  return (
    <Link
      to="/deliveries"
      search={status ? { status } : {}}
      // The router would call every one of them current.
      activeOptions={{ exact: true, explicitUndefined: true }}
      {...(current && { "aria-current": "page" })}
    >
      {name}
      <b className="num">{count === undefined ? "" : format.number(count)}</b>
    </Link>
  );
}

function DeliveryTable({ page }: { page: Paged<Delivery> }): ReactNode {
  const text = useTexts(deliveryTexts);
  const format = useFormat();
  const { status, page: at = 1 } = useSearch({ from: "/in/deliveries" });
  const columns = useColumns();
  if (page.list.length === 0) {
    return (
      <Panel label={text.title}>
        <p className="nothing">{text.noneOfStatus}</p>
      </Panel>
    );
  }
  return (
    <>
      <Panel label={text.title}>
        <DataTable
          caption={text.title}
          rows={page.list}
          rowKey={(row) => row.deliveryIdx}
          columns={columns}
        />
        <Pager
          page={at}
          pageCount={Math.ceil(page.extra.totalCount / PAGE_ROWS)}
          number={format.number}
          total={text.total(format.number(page.extra.totalCount))}
          link={(to, name) => (
            <LinkButton key={to} to="/deliveries" search={{ ...(status && { status }), page: to }}>
              {name}
            </LinkButton>
          )}
        />
      </Panel>
      <p className="dim small after">{text.zone(format.zone(new Date()))}</p>
    </>
  );
}

function useColumns(): readonly [Column<Delivery>, ...Column<Delivery>[]] {
  const text = useTexts(deliveryTexts);
  const format = useFormat();
  const mayWrite = useMayWrite();
  const host = (domain: string) => domain.replace(/^https?:\/\//, "");
  return [
    {
      name: text.link,
      cell: (row) => (
        <>
          <Link to="/links/$host/$linkId" params={{ host: host(row.domain), linkId: row.linkId }}>
            {host(row.domain)}/{row.linkId}
          </Link>
          <Details row={row} />
        </>
      ),
    },
    { name: text.status, cell: (row) => <StatusTag status={row.status} /> },
    {
      name: text.group,
      wide: true,
      cell: ({ grpIdx }) =>
        grpIdx === null ? (
          "–"
        ) : (
          <Link to="/groups/$grpIdx/settings" params={{ grpIdx: String(grpIdx) }}>
            {grpIdx}
          </Link>
        ),
    },
    { name: text.tries, right: true, wide: true, cell: (row) => format.number(row.attempts) },
    { name: text.answer, cell: (row) => answerOf(row, text.none) },
    { name: text.when, cell: (row) => <When row={row} /> },
    ...(mayWrite
      ? [{ name: text.action, right: true, cell: (row: Delivery) => <SendAgain row={row} /> }]
      : []),
  ];
}
