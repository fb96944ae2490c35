import "./people.css";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { AudienceTabs } from "./audience-tabs.tsx";
import {
  type Attribute,
  type AttributeType,
  attributesQuery,
  lockRegistry,
  registerAttribute,
  TYPES,
} from "./queries.ts";
import { peopleTexts } from "./texts.ts";
import { useLocal } from "./use-local.ts";

/** The registry: which attributes there are, and whether new ones may come. */
export function Attributes(): ReactNode {
  const text = useTexts(peopleTexts);
  const asked = useQuery(attributesQuery);
  const mayWrite = useMayWrite();
  return (
    <Page
      title={text.attributes}
      lead={text.attributesLead}
      tabsLabel={text.tabs}
      tabs={<AudienceTabs />}
    >
      <div className="stack">
        <Panel label={text.attributes}>
          <Loaded of={asked}>{(rows) => <AttributeTable rows={rows} />}</Loaded>
        </Panel>
        {mayWrite && <Register />}
        {mayWrite && <Lock />}
      </div>
    </Page>
  );
}

function AttributeTable({ rows }: { rows: readonly Attribute[] }): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const localOf = useLocal();
  if (rows.length === 0) return <p className="nothing">{text.noAttributes}</p>;
  const columns: readonly [Column<Attribute>, ...Column<Attribute>[]] = [
    { name: text.name, cell: (row) => <span className="mono">{row.name}</span> },
    { name: text.type, cell: (row) => <span className="tag">{text[row.type]}</span> },
    { name: text.description, cell: (row) => row.description || "–" },
    { name: text.known, wide: true, cell: (row) => format.date(localOf(row.created_at)) },
  ];
  return (
    <DataTable caption={text.attributes} rows={rows} rowKey={(row) => row.name} columns={columns} />
  );
}

const EMPTY = { name: "", type: "STRING" as AttributeType, description: "" };

function Register(): ReactNode {
  const text = useTexts(peopleTexts);
  const [said, setSaid] = useState(EMPTY);
  const queryClient = useQueryClient();
  const registering = useMutation({
    mutationFn: registerAttribute,
    onSuccess: () => {
      setSaid(EMPTY);
      void queryClient.invalidateQueries({ queryKey: ["attributes"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    registering.mutate({ ...said, name: said.name.trim() });
  };
  return (
    <Panel title={text.registerTitle} className="narrow">
      <form className="fields" onSubmit={submit}>
        {registering.error && <p role="alert">{registering.error.message}</p>}
        <TextInput
          label={text.name}
          required
          withAsterisk={false}
          maxLength={64}
          autoCapitalize="none"
          spellCheck={false}
          value={said.name}
          onChange={(event) => setSaid({ ...said, name: event.currentTarget.value })}
        />
        <NativeSelect
          label={text.type}
          value={said.type}
          data={TYPES.map((it) => ({ value: it, label: text[it] }))}
          onChange={(event) => {
            const type = TYPES.find((it) => it === event.currentTarget.value);
            if (type) setSaid({ ...said, type });
          }}
        />
        <TextInput
          label={text.description}
          maxLength={1_000}
          value={said.description}
          onChange={(event) => setSaid({ ...said, description: event.currentTarget.value })}
        />
        <div className="acts">
          <Button type="submit" variant="filled" loading={registering.isPending}>
            {text.register}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function Lock(): ReactNode {
  const text = useTexts(peopleTexts);
  const locking = useMutation({ mutationFn: lockRegistry });
  return (
    <Panel title={text.lock} className="narrow">
      <div className="fields">
        <p className="dim">{text.lockText}</p>
        <div className="acts">
          <Button onClick={() => locking.mutate(true)} disabled={locking.isPending}>
            {text.lockIt}
          </Button>
          <Button onClick={() => locking.mutate(false)} disabled={locking.isPending}>
            {text.unlockIt}
          </Button>
        </div>
        <p role="status">
          {locking.isSuccess && (locking.variables ? text.locked : text.unlocked)}
          {locking.error?.message}
        </p>
      </div>
    </Panel>
  );
}
