import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "../../ui/data-table.tsx";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFormat, useIsOwner, useMe } from "../../workspace.tsx";
import { AskFirst } from "./ask-first.tsx";
import { Invitations } from "./invitations.tsx";
import { MemberRole } from "./member-role.tsx";
import { memberTexts } from "./member-texts.ts";
import { type MemberRow, membersQuery, removeMember } from "./queries.ts";
import { SignInLink } from "./sign-in-link.tsx";
import { settingsTexts } from "./texts.ts";

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
  const words = useTexts(memberTexts);
  const format = useFormat();
  const me = useMe();
  const owner = useIsOwner();
  return (
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
          cell: (row) => (owner ? <MemberRole row={row} /> : text[row.role]),
        },
        {
          name: text.lastUse,
          wide: true,
          cell: (row) => (row.lastUseYmdt ? format.dateTime(row.lastUseYmdt) : text.never),
        },
        {
          name: words.actions,
          right: true,
          cell: (row) => (
            <div className="acts end">
              <SignInLink row={row} />
              <Remove row={row} />
            </div>
          ),
        },
      ]}
    />
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
