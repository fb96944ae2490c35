import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { SecretOnce } from "../../ui/copy.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { type Role, useFormat, useMe } from "../../workspace.tsx";
import { AskFirst } from "./ask-first.tsx";
import { Refused } from "./note.tsx";
import { type InvitationRow, invitationsQuery, invite, revokeInvitation } from "./queries.ts";
import { settingsTexts } from "./texts.ts";

const ROLES: readonly Role[] = ["editor", "viewer", "owner"];

/** Who is to join, and the way to ask somebody. */
export function Invitations(): ReactNode {
  const text = useTexts(settingsTexts);
  const asked = useQuery(invitationsQuery);
  return (
    <>
      <Invite />
      <Panel title={text.open}>
        <Loaded of={asked}>
          {(rows) =>
            rows.length === 0 ? <p className="nothing">{text.noneOpen}</p> : <Open rows={rows} />
          }
        </Loaded>
      </Panel>
    </>
  );
}

function Open({ rows }: { rows: readonly InvitationRow[] }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  return (
    <DataTable
      caption={text.open}
      headed
      rows={rows}
      rowKey={(row) => row.invitationIdx}
      columns={[
        { name: text.email, cell: (row) => row.email },
        { name: text.role, cell: (row) => text[row.role] },
        { name: text.until, cell: (row) => format.dateTime(row.endYmdt) },
        {
          name: text.takeBack,
          right: true,
          cell: (row) => (
            <AskFirst
              name={text.takeBack}
              of={row.email}
              title={`${text.takeBack}: ${row.email}`}
              words={text.revokeText}
              act={() => revokeInvitation(row.invitationIdx)}
              renews={["invitations"]}
            />
          ),
        },
      ]}
    />
  );
}

function Invite(): ReactNode {
  const text = useTexts(settingsTexts);
  const [said, setSaid] = useState<{ email: string; role: Role }>({ email: "", role: "editor" });
  const queryClient = useQueryClient();
  const inviting = useMutation({
    mutationFn: invite,
    onSuccess: () => {
      setSaid({ ...said, email: "" });
      void queryClient.invalidateQueries({ queryKey: ["invitations"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate({ ...said, email: said.email.trim() });
  };
  const does = { owner: text.ownerDoes, editor: text.editorDoes, viewer: text.viewerDoes };
  return (
    <Panel title={text.inviteTitle} className="narrow">
      <form className="fields" onSubmit={submit}>
        <Refused error={inviting.error} />
        <TextInput
          label={text.email}
          type="email"
          required
          withAsterisk={false}
          maxLength={254}
          value={said.email}
          onChange={(event) => setSaid({ ...said, email: event.currentTarget.value })}
        />
        <NativeSelect
          label={text.role}
          description={does[said.role]}
          value={said.role}
          data={ROLES.map((role) => ({ value: role, label: text[role] }))}
          onChange={(event) => {
            const role = ROLES.find((it) => it === event.currentTarget.value);
            if (role) setSaid({ ...said, role });
          }}
        />
        <div className="acts">
          <Button type="submit" variant="filled" loading={inviting.isPending}>
            {text.invite}
          </Button>
        </div>
        {inviting.data && <Invited url={inviting.data} onClose={() => inviting.reset()} />}
      </form>
    </Panel>
  );
}

function Invited({ url, onClose }: { url: string; onClose: () => void }): ReactNode {
  const text = useTexts(settingsTexts);
  const { mailYn } = useMe();
  return (
    <Dialog title={text.invitedTitle} onClose={onClose}>
      <p>{mailYn === "Y" ? text.invitedMail : text.invitedLink}</p>
      <SecretOnce value={url} name={text.invitationLink} />
      <div className="acts">
        <Button variant="filled" onClick={onClose}>
          {text.done}
        </Button>
      </div>
    </Dialog>
  );
}
