import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { SecretOnce } from "../../ui/copy.tsx";
import { Confirm, Dialog } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { useIsOwner, useMe } from "../../workspace.tsx";
import { memberTexts } from "./member-texts.ts";
import { Refused } from "./note.tsx";
import { type MemberRow, makeResetLink } from "./queries.ts";
import { settingsTexts } from "./texts.ts";

/** For a member who lost the password: a link that is shown once. */
export function SignInLink({ row }: { row: MemberRow }): ReactNode {
  const text = useTexts(settingsTexts);
  const words = useTexts(memberTexts);
  const owner = useIsOwner();
  const mine = row.memberIdx === useMe().memberIdx;
  const [asking, setAsking] = useState(false);
  const making = useMutation({ mutationFn: makeResetLink });
  if (!owner || mine) return null;
  const close = () => {
    setAsking(false);
    making.reset();
  };
  return (
    <>
      <Button aria-label={`${words.signInLink}: ${row.name}`} onClick={() => setAsking(true)}>
        {words.signInLink}
      </Button>
      {asking && making.data === undefined && (
        <Confirm
          title={words.signInLinkTitle(row.name)}
          act={words.makeSignInLink}
          busy={making.isPending}
          onAct={() => making.mutate(row.memberIdx)}
          onClose={close}
        >
          <p>{words.signInLinkText}</p>
          <Refused error={making.error} />
        </Confirm>
      )}
      {making.data !== undefined && (
        <Dialog title={words.signInLinkMade(row.name)} onClose={close}>
          <p>{words.signInLinkSend}</p>
          <SecretOnce value={making.data} name={words.signInLink} />
          <div className="acts">
            <Button variant="filled" onClick={close}>
              {text.done}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
