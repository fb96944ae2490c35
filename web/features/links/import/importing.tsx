import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ApiError } from "../../../api.ts";
import { DataTable } from "../../../ui/data-table.tsx";
import { useTexts } from "../../../ui/language.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Panel } from "../../../ui/page.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import { LeaveGuard } from "../../../ui/save-bar.tsx";
import { useFormat } from "../../../workspace.tsx";
import type { Encoding } from "./encoding.ts";
import type { LinkImport } from "./import-links.ts";
import { badRowsCsv, madeRowsCsv } from "./report.ts";
import { save } from "./save.ts";
import { importTexts } from "./texts.ts";
import { useImport } from "./use-import.ts";

interface ImportingProps {
  readonly file: File;
  readonly encoding: Encoding;
  readonly headings: readonly string[];
  readonly columns: readonly string[];
  readonly rows: number;
  readonly onLeave: () => void;
}

/** From "ready" to the files of what was made and what was refused. */
export function Importing(props: ImportingProps): ReactNode {
  const { file, encoding, headings, columns, rows, onLeave } = props;
  const text = useTexts(importTexts);
  const format = useFormat();
  const { links, state, error, run, stop } = useImport(file, encoding, columns);
  const under = state === "running" || state === "stopping";
  const halted = state === "stopped" || state === "failed";
  return (
    <div className="narrow">
      <Panel title={file.name}>
        <div className="fields">
          {state === "ready" && <Ready rows={rows} columns={columns} />}
          {state !== "ready" && <Progress done={links.done} rows={rows} />}
          <div role="status">
            {under && <p>{state === "running" ? text.running : text.stopping}</p>}
            {state === "stopped" && <p>{text.stopped}</p>}
            {state === "done" && <b>{text.done}</b>}
          </div>
          {state === "failed" && <FailedNote error={error} />}
          <div className="acts">
            {state === "ready" && (
              <Button variant="filled" onClick={() => void run()}>
                {text.start(format.number(rows))}
              </Button>
            )}
            {under && (
              <Button onClick={stop} disabled={state === "stopping"}>
                {text.stop}
              </Button>
            )}
            {halted && (
              <Button variant="filled" onClick={() => void run()}>
                {text.resume}
              </Button>
            )}
            {!under && <Button onClick={onLeave}>{text.another}</Button>}
            {state === "done" && (
              <LinkButton to="/links" variant="filled">
                {text.toLinks}
              </LinkButton>
            )}
          </div>
        </div>
      </Panel>
      {!under && state !== "ready" && <Outcome links={links} headings={headings} />}
      <LeaveGuard when={under || halted} />
    </div>
  );
}

function Ready({ rows, columns }: { rows: number; columns: readonly string[] }): ReactNode {
  const text = useTexts(importTexts);
  const format = useFormat();
  return (
    <>
      <p>{text.ready(format.number(rows))}</p>
      <div>
        <p className="dim small">{text.found}</p>
        <p className="tags">
          {columns.filter(Boolean).map((column) => (
            <code key={column} className="tag">
              {column}
            </code>
          ))}
        </p>
      </div>
    </>
  );
}

function Progress({ done, rows }: { done: number; rows: number }): ReactNode {
  const text = useTexts(importTexts);
  const format = useFormat();
  const told = text.progress(format.number(done), format.number(rows));
  return (
    <div>
      <progress max={rows} value={done} aria-label={told} />
      <p className="num">{told}</p>
    </div>
  );
}

function FailedNote({ error }: { error: unknown }): ReactNode {
  const text = useTexts(importTexts);
  const refused = error instanceof ApiError && !error.unreached;
  return <Refusal>{refused ? text.refused(error.message) : text.unanswered}</Refusal>;
}

const SHOWN = 10;

function Outcome(props: { links: LinkImport; headings: readonly string[] }): ReactNode {
  const text = useTexts(importTexts);
  const format = useFormat();
  const { made, bad } = props.links;
  const sorted = [...bad].sort((a, b) => a.line - b.line);
  const saveBad = () =>
    save("refused.csv", badRowsCsv(props.headings, bad, { line: text.line, reason: text.reason }));
  return (
    <Panel label={text.done} className="below">
      <div className="fields">
        <div className="row">
          <b className="num">{text.made(format.number(made.length))}</b>
          {made.length > 0 && (
            <Button onClick={() => save("short-links.csv", madeRowsCsv(made))}>
              {text.saveMade}
            </Button>
          )}
        </div>
        {bad.length > 0 && (
          <>
            <div className="row">
              <b className="num">{text.bad(format.number(bad.length))}</b>
              <Button onClick={saveBad}>{text.saveBad}</Button>
            </div>
            <p className="dim small">{text.badHint}</p>
          </>
        )}
      </div>
      {bad.length > 0 && (
        <DataTable
          caption={text.firstBad}
          rows={sorted.slice(0, SHOWN)}
          rowKey={(row) => row.line}
          columns={[
            { name: text.lineTitle, cell: (row) => format.number(row.line) },
            { name: text.reasonTitle, cell: (row) => row.reason },
          ]}
        />
      )}
    </Panel>
  );
}
