import { NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Confirm } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type Role, useMe } from "../../workspace.tsx";
import { memberTexts } from "./member-texts.ts";
import { Refused } from "./note.tsx";
import { changeRole, type MemberRow } from "./queries.ts";
import { settingsTexts } from "./texts.ts";

const ROLES: readonly Role[] = ["owner", "editor", "viewer"];

/** A member's role; a change is asked about first, and said and taken back afterwards. */
export function MemberRole({ row }: { row: MemberRow }): ReactNode {
  const text = useTexts(settingsTexts);
  const words = useTexts(memberTexts);
  const [wanted, setWanted] = useState<Role | null>(null);
  const mine = row.memberIdx === useMe().memberIdx;
  const changing = useRoleChange(row, () => setWanted(null));
  const does = { owner: text.ownerDoes, editor: text.editorDoes, viewer: text.viewerDoes };
  return (
    <>
      <NativeSelect
        aria-label={`${text.role}: ${row.name}`}
        value={wanted ?? row.role}
        disabled={changing.isPending}
        data={ROLES.map((role) => ({ value: role, label: text[role] }))}
        onChange={(event) => {
          const role = ROLES.find((it) => it === event.currentTarget.value);
          if (role && role !== row.role) setWanted(role);
        }}
      />
      {wanted && (
        <Confirm
          title={words.roleTitle(row.name, text[wanted])}
          act={words.changeRole}
          busy={changing.isPending}
          onAct={() => changing.mutate(wanted)}
          onClose={() => {
            setWanted(null);
            changing.reset();
          }}
        >
          <p>{words.roleText(text[row.role], text[wanted], does[wanted])}</p>
          {mine && <p>{words.ownRole}</p>}
          <Refused error={changing.error} />
        </Confirm>
      )}
    </>
  );
}

function useRoleChange(row: MemberRow, onDone: () => void) {
  const text = useTexts(settingsTexts);
  const words = useTexts(memberTexts);
  const say = useToast();
  const queryClient = useQueryClient();
  const mine = row.memberIdx === useMe().memberIdx;
  const renew = () => {
    void queryClient.invalidateQueries({ queryKey: ["members"] });
    void queryClient.invalidateQueries({ queryKey: ["me"] });
  };
  const said = (role: Role) => words.roleChanged(row.name, text[role]);
  const undo = async () => {
    try {
      await changeRole({ memberIdx: row.memberIdx, role: row.role });
      say({ text: said(row.role) });
    } catch (error) {
      say({ text: `${text.refused} ${error instanceof Error ? error.message : ""}` });
    }
    renew();
  };
  return useMutation({
    mutationFn: (role: Role) => changeRole({ memberIdx: row.memberIdx, role }),
    onSuccess: (_, role) => {
      onDone();
      // Who is no owner any more cannot take it back.
      say({ text: said(role), ...(!mine && { undo: () => void undo() }) });
    },
    onSettled: renew,
  });
}
