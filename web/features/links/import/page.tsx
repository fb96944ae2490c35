import "../links.css";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { useTexts } from "../../../ui/language.tsx";
import { Page, Panel } from "../../../ui/page.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import { useFormat, useMayWrite, useWorkspace } from "../../../workspace.tsx";
import { linkTexts } from "../texts.ts";
import { ChooseEncoding } from "./choose-encoding.tsx";
import { COLUMNS, type Header } from "./columns.ts";
import { type Encoding, encodingsOf, type Reading, readingsOf } from "./encoding.ts";
import { Importing } from "./importing.tsx";
import { save } from "./save.ts";
import { type Scanned, scan } from "./scan.ts";
import { type ImportTexts, importTexts } from "./texts.ts";
import { linksAtOnce } from "./use-import.ts";

export function ImportLinks(): ReactNode {
  const text = useTexts(importTexts);
  const links = useTexts(linkTexts);
  const { plan } = useWorkspace();
  const mayWrite = useMayWrite();
  const refusal = !mayWrite ? text.viewer : linksAtOnce(plan) === null ? text.plan : null;
  return (
    <Page title={text.title} above={<Link to="/links">{links.title}</Link>} lead={text.lead}>
      {refusal ? (
        <Panel label={text.title} className="narrow">
          <p className="nothing">{refusal}</p>
        </Panel>
      ) : (
        <Import />
      )}
    </Page>
  );
}

interface Chosen {
  readonly file: File;
  readonly encoding: Encoding;
  readonly scanned: Scanned;
}

function Import(): ReactNode {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (chosen !== null && chosen.scanned.header.kind === "good" && chosen.scanned.rows > 0) {
    return (
      <Importing
        file={chosen.file}
        encoding={chosen.encoding}
        headings={chosen.scanned.headings}
        columns={chosen.scanned.header.columns}
        rows={chosen.scanned.rows}
        onLeave={() => setChosen(null)}
      />
    );
  }
  return (
    <div className="narrow">
      <ChooseFile onChosen={setChosen} complaint={chosen} />
      <ColumnHelp />
    </div>
  );
}

const MOST_BYTES = 100 * 1024 * 1024;

/** A file whose bytes make sense in several encodings. */
interface Asking {
  readonly file: File;
  readonly readings: readonly Reading[];
}

function ChooseFile(props: {
  onChosen: (chosen: Chosen) => void;
  complaint: Chosen | null;
}): ReactNode {
  const text = useTexts(importTexts);
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const read = async (file: File, encoding: Encoding) => {
    setAsking(null);
    setReading(0);
    try {
      const scanned = await scan(file, encoding, setReading);
      props.onChosen({ file, encoding, scanned });
    } catch {
      setTrouble(text.unreadable);
    }
    setReading(null);
    if (input.current) input.current.value = "";
  };
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setTrouble(null);
    if (file.size > MOST_BYTES) return setTrouble(text.tooBig);
    setReading(0);
    try {
      const encodings = await encodingsOf(file);
      const [first] = encodings;
      if (encodings.length === 1 && first) return await read(file, first);
      setAsking({ file, readings: await readingsOf(file, encodings) });
    } catch {
      setTrouble(text.unreadable);
    }
    setReading(null);
  };
  const told = trouble ?? (props.complaint && complaintOf(props.complaint.scanned, text));
  if (asking !== null) {
    return (
      <ChooseEncoding
        name={asking.file.name}
        readings={asking.readings}
        onChosen={(encoding) => void read(asking.file, encoding)}
        onLeave={() => setAsking(null)}
      />
    );
  }
  return (
    <Panel label={text.file}>
      <div className="fields">
        {told && <Refusal>{told}</Refusal>}
        <label className="file">
          <b>{text.file}</b>
          <span className="dim small">{text.fileHint}</span>
          <input
            ref={input}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            disabled={reading !== null}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        </label>
        <p role="status" className="dim">
          {reading !== null && `${text.reading}: ${format.number(reading)}`}
        </p>
      </div>
    </Panel>
  );
}

function complaintOf({ header, rows }: Scanned, text: ImportTexts): string | null {
  if (header.kind === "good") return rows === 0 ? text.noRows : null;
  return headerComplaint(header, text);
}

function headerComplaint(header: Exclude<Header, { kind: "good" }>, text: ImportTexts): string {
  switch (header.kind) {
    case "no-url":
      return text.noUrl;
    case "unknown":
      return text.unknown(header.headings.map((it) => `“${it}”`).join(", "));
    case "double":
      return text.double(header.column);
  }
}

function ColumnHelp(): ReactNode {
  const text = useTexts(importTexts);
  return (
    <Panel title={text.columns} className="below">
      <div className="body">
        <p className="dim">{text.columnsText}</p>
        <p className="tags">
          {COLUMNS.map((column) => (
            <code key={column} className="tag">
              {column}
            </code>
          ))}
        </p>
        <Button onClick={() => save("links.csv", "\uFEFFurl,ttl,brandLinkId,grpIdx,memo\r\n")}>
          {text.template}
        </Button>
      </div>
    </Panel>
  );
}
