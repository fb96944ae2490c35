import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { SecretOnce } from "../../ui/copy.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFormat, useIsOwner } from "../../workspace.tsx";
import { AskFirst } from "./ask-first.tsx";
import { Refused } from "./note.tsx";
import { createKey, type KeyKind, type KeyRow, keysQuery, revokeKey } from "./queries.ts";
import { settingsTexts } from "./texts.ts";

export function Keys(): ReactNode {
  const text = useTexts(settingsTexts);
  if (!useIsOwner()) return <p className="nothing">{text.ownersOnly}</p>;
  return (
    <div className="stack">
      <KeyPanel
        kind="link-keys"
        title={text.linkKeys}
        what={text.linkKeysText}
        make={text.makeKey}
      />
      <KeyPanel
        kind="data-sources"
        title={text.dataSources}
        what={text.dataSourcesText}
        make={text.makeSource}
      />
    </div>
  );
}

interface KeyPanelProps {
  readonly kind: KeyKind;
  readonly title: string;
  readonly what: string;
  readonly make: string;
}

function KeyPanel({ kind, title, what, make }: KeyPanelProps): ReactNode {
  const text = useTexts(settingsTexts);
  const asked = useQuery(keysQuery(kind));
  return (
    <Panel title={title}>
      <p className="dim body">{what}</p>
      <Loaded of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="nothing">{text.noKeys}</p>
          ) : (
            <KeyTable kind={kind} title={title} rows={rows} />
          )
        }
      </Loaded>
      <MakeKey kind={kind} make={make} />
    </Panel>
  );
}

function KeyTable(props: { kind: KeyKind; title: string; rows: readonly KeyRow[] }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  return (
    <DataTable
      caption={props.title}
      rows={props.rows}
      rowKey={(row) => row.id}
      columns={[
        { name: text.keyName, cell: (row) => <b>{row.name}</b> },
        { name: text.made, wide: true, cell: (row) => format.date(row.regYmdt) },
        {
          name: text.lastUse,
          cell: (row) => (row.lastUseYmdt ? format.dateTime(row.lastUseYmdt) : text.never),
        },
        {
          name: text.revoke,
          right: true,
          cell: (row) => (
            <AskFirst
              name={text.revoke}
              of={row.name}
              title={text.revokeTitle(row.name)}
              words={text.revokeText}
              act={() => revokeKey({ kind: props.kind, id: row.id })}
              renews={["keys"]}
            />
          ),
        },
      ]}
    />
  );
}

function MakeKey({ kind, make }: { kind: KeyKind; make: string }): ReactNode {
  const text = useTexts(settingsTexts);
  const [name, setName] = useState("");
  const queryClient = useQueryClient();
  const making = useMutation({
    mutationFn: createKey,
    onSuccess: () => {
      setName("");
      void queryClient.invalidateQueries({ queryKey: ["keys"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate({ kind, name: name.trim() });
  };
  return (
    <form className="fields" onSubmit={submit}>
      <Refused error={making.error} />
      <div className="inline">
        <TextInput
          label={text.keyName}
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={making.isPending}>
          {make}
        </Button>
      </div>
      {making.data && <Made shown={making.data} onClose={() => making.reset()} />}
    </form>
  );
}

/** Gone from the page, and from its memory, once it is closed. */
function Made(props: { shown: Readonly<Record<string, string>>; onClose: () => void }): ReactNode {
  const text = useTexts(settingsTexts);
  const names: Readonly<Record<string, string>> = {
    key: text.key,
    apiKey: text.apiKey,
    apiSecret: text.apiSecret,
  };
  return (
    <Dialog title={text.shownOnce} onClose={props.onClose}>
      {Object.entries(props.shown).map(([name, value]) => (
        <div key={name} className="after">
          <b>{names[name] ?? name}</b>
          <SecretOnce value={value} name={names[name] ?? name} />
        </div>
      ))}
      <div className="acts">
        <Button variant="filled" onClick={props.onClose}>
          {text.done}
        </Button>
      </div>
    </Dialog>
  );
}
