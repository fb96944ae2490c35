import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { SecretOnce } from "../../ui/copy.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { settingsTexts } from "./texts.ts";

export function SecretDialog(props: { secret: string; onClose: () => void }): ReactNode {
  const text = useTexts(settingsTexts);
  return (
    <Dialog title={text.secretTitle} onClose={props.onClose}>
      <SecretOnce value={props.secret} name={text.secretName} />
      <div className="acts">
        <Button variant="filled" onClick={props.onClose}>
          {text.done}
        </Button>
      </div>
    </Dialog>
  );
}
