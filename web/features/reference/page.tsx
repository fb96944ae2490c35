import "./reference.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "../../ui/data-table.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { useFormat } from "../../workspace.tsx";
import { type Document, type Field, type Operation, operationsOf, search } from "./openapi.ts";
import { APIS, type Api, documentQuery } from "./queries.ts";
import { referenceTexts } from "./texts.ts";

/** Every call of our APIs, as the running server describes it. */
export function Reference(): ReactNode {
  const text = useTexts(referenceTexts);
  const params = useParams({ from: "/in/reference/$api" });
  const { q = "" } = useSearch({ from: "/in/reference/$api" });
  const navigate = useNavigate({ from: "/reference/$api" });
  const api: Api = APIS.find((it) => it === params.api) ?? "links";
  const asked = useQuery(documentQuery(api));
  return (
    <Page
      title={text.title}
      lead={text.lead}
      tabsLabel={text.apis}
      tabs={APIS.map((it) => (
        <Link
          key={it}
          to="/reference/$api"
          params={{ api: it }}
          search={q === "" ? {} : { q }}
          {...(it === api && { "aria-current": "page" })}
        >
          {text[it]}
        </Link>
      ))}
      actions={
        <SearchField
          label={text.search}
          value={q}
          onSearch={(said) =>
            void navigate({ search: said === "" ? {} : { q: said }, replace: true })
          }
        />
      }
    >
      <Loaded of={asked}>{(document) => <Calls api={api} document={document} q={q} />}</Loaded>
    </Page>
  );
}

function Calls(props: { api: Api; document: Document; q: string }): ReactNode {
  const text = useTexts(referenceTexts);
  const format = useFormat();
  const { api, document, q } = props;
  const operations = useMemo(() => operationsOf(document), [document]);
  const found = search(operations, q);
  if (found.length === 0) {
    return (
      <Panel label={text.title}>
        <p className="nothing">
          {text.none(q)}{" "}
          <Link to="/reference/$api" params={{ api }} search={{}}>
            {text.showAll}
          </Link>
        </p>
      </Panel>
    );
  }
  return (
    <div className="reference">
      <p className="dim">
        {document.info.description} {text.count(format.number(found.length))}.{" "}
        <a href={`/openapi/${api}.json`}>{text.raw}</a>
      </p>
      {[...Map.groupBy(found, (it) => it.tag)].map(([tag, calls]) => (
        <section key={tag} aria-label={tag}>
          <h2>{tag}</h2>
          <div className="panel">
            {calls.map((call) => (
              <Call key={call.id} call={call} open={found.length === 1} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Call({ call, open }: { call: Operation; open: boolean }): ReactNode {
  const text = useTexts(referenceTexts);
  return (
    <details className="call" open={open}>
      <summary>
        <span className={call.method === "GET" ? "tag" : "tag on"}>{call.method}</span>
        <code>{call.path}</code>
        <span className="dim">{call.summary}</span>
      </summary>
      {call.description && <p lang="en">{call.description}</p>}
      <Fields name={text.parameters} of={call.path} fields={call.parameters} />
      <Fields name={text.body} of={call.path} fields={call.body} />
      <Fields name={text.answer} of={call.path} fields={call.answer} />
    </details>
  );
}

function Fields(props: { name: string; of: string; fields: readonly Field[] }): ReactNode {
  const text = useTexts(referenceTexts);
  if (props.fields.length === 0) return null;
  return (
    <>
      <h3>{props.name}</h3>
      <DataTable
        caption={`${props.name}: ${props.of}`}
        plain
        rows={props.fields.map((field, at) => ({ ...field, at }))}
        rowKey={(row) => row.at}
        columns={[
          {
            name: text.field,
            cell: (row) => (
              <>
                <code>{row.name}</code>{" "}
                {row.required && <span className="tag">{text.required}</span>}
              </>
            ),
          },
          { name: text.type, cell: (row) => <code className="dim">{row.type}</code> },
          { name: text.meaning, cell: (row) => row.description || "–" },
        ]}
      />
    </>
  );
}
