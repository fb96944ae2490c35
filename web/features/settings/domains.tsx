import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { DataTable } from "../../ui/data-table.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFormat, useIsOwner } from "../../workspace.tsx";
import { AskFirst } from "./ask-first.tsx";
import { Refused } from "./note.tsx";
import { addDomain, type DomainRow, domainsQuery, removeDomain } from "./queries.ts";
import { settingsTexts } from "./texts.ts";

export function Domains(): ReactNode {
  const text = useTexts(settingsTexts);
  const owner = useIsOwner();
  const asked = useQuery(domainsQuery);
  return (
    <div className="stack">
      <Panel label={text.domains}>
        <Loaded of={asked}>{(rows) => <DomainTable rows={rows} />}</Loaded>
      </Panel>
      {owner && <AddDomain />}
    </div>
  );
}

function DomainTable({ rows }: { rows: readonly DomainRow[] }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const owner = useIsOwner();
  const own = ({ ownYn }: DomainRow) => ownYn === "Y";
  return (
    <DataTable
      caption={text.domains}
      rows={rows}
      rowKey={(row) => row.domain}
      columns={[
        { name: text.domain, cell: (row) => <b>{row.domain}</b> },
        { name: text.what, cell: (row) => (own(row) ? text.ownDomain : text.shared) },
        {
          name: text.made,
          wide: true,
          cell: (row) => (row.regYmdt ? format.date(row.regYmdt) : "–"),
        },
        {
          name: text.remove,
          right: true,
          cell: (row) =>
            owner && own(row) ? (
              <AskFirst
                name={text.remove}
                of={row.domain}
                title={text.removeDomainTitle(row.domain)}
                words={text.removeDomainText}
                act={() => removeDomain(row.domain)}
                renews={["domains"]}
              />
            ) : null,
        },
      ]}
    />
  );
}

function AddDomain(): ReactNode {
  const text = useTexts(settingsTexts);
  const [domain, setDomain] = useState("");
  const queryClient = useQueryClient();
  const adding = useMutation({
    mutationFn: addDomain,
    onSuccess: () => {
      setDomain("");
      void queryClient.invalidateQueries({ queryKey: ["domains"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate(domain.trim());
  };
  return (
    <Panel title={text.addDomain} className="narrow">
      <form className="fields" onSubmit={submit}>
        <Refused error={adding.error} />
        <TextInput
          label={text.domain}
          description={text.domainHint}
          required
          withAsterisk={false}
          maxLength={300}
          autoCapitalize="none"
          spellCheck={false}
          value={domain}
          onChange={(event) => setDomain(event.currentTarget.value)}
        />
        <div className="acts">
          <Button type="submit" variant="filled" loading={adding.isPending}>
            {text.addDomain}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
