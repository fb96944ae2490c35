import { NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "../../ui/data-table.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { type Role, useFormat, useIsOwner, useMe } from "../../workspace.tsx";
import { AskFirst } from "./ask-first.tsx";
import { Invitations } from "./invitations.tsx";
import { Refused } from "./note.tsx";
import { changeRole, type MemberRow, membersQuery, removeMember } from "./queries.ts";
import { settingsTexts } from "./texts.ts";

const ROLES: readonly Role[] = ["owner", "editor", "viewer"];

export function Members(): ReactNode {
  const text = useTexts(settingsTexts);
  const owner = useIsOwner();
  const asked = useQuery(membersQuery);
  return (
    <div className="stack">
      <Panel label={text.members}>
        <Loaded of={asked}>{(rows) => <MemberTable rows={rows} />}</Loaded>
      </Panel>
      {owner && <Invitations />}
    </div>
  );
}

function MemberTable({ rows }: { rows: readonly MemberRow[] }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const me = useMe();
  const owner = useIsOwner();
  const queryClient = useQueryClient();
  const changing = useMutation({
    mutationFn: changeRole,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["members"] });
      void queryClient.invalidateQueries({ queryKey: ["me"] });
    },
  });
  return (
    <>
      {changing.error && (
        <div className="body after">
          <Refused error={changing.error} />
        </div>
      )}
      <DataTable
        caption={text.members}
        rows={rows}
        rowKey={(row) => row.memberIdx}
        columns={[
          {
            name: text.member,
            cell: (row) => <Who row={row} mine={row.memberIdx === me.memberIdx} />,
          },
          {
            name: text.role,
            cell: (row) =>
              owner ? (
                <NativeSelect
                  aria-label={`${text.role}: ${row.name}`}
                  value={row.role}
                  disabled={changing.isPending}
                  data={ROLES.map((role) => ({ value: role, label: text[role] }))}
                  onChange={(event) => {
                    const role = ROLES.find((it) => it === event.currentTarget.value);
                    if (role) changing.mutate({ memberIdx: row.memberIdx, role });
                  }}
                />
              ) : (
                text[row.role]
              ),
          },
          {
            name: text.lastUse,
            wide: true,
            cell: (row) => (row.lastUseYmdt ? format.dateTime(row.lastUseYmdt) : text.never),
          },
          { name: text.remove, right: true, cell: (row) => <Remove row={row} /> },
        ]}
      />
    </>
  );
}

function Who({ row, mine }: { row: MemberRow; mine: boolean }): ReactNode {
  const text = useTexts(settingsTexts);
  return (
    <>
      <b>{row.name}</b> {mine && <span className="tag on">{text.you}</span>}
      <div className="dim small">{row.email}</div>
    </>
  );
}

function Remove({ row }: { row: MemberRow }): ReactNode {
  const text = useTexts(settingsTexts);
  const me = useMe();
  const owner = useIsOwner();
  const mine = row.memberIdx === me.memberIdx;
  if (!owner && !mine) return null;
  return (
    <AskFirst
      name={mine ? text.leave : text.remove}
      of={row.name}
      title={mine ? text.leaveTitle : text.removeTitle(row.name)}
      words={mine ? text.leaveText : text.removeText}
      act={() => removeMember(row.memberIdx)}
      renews={["members"]}
      // Whoever left stands in another workspace, or in none: the page begins anew.
      onDone={() => mine && location.reload()}
    />
  );
}
