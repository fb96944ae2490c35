import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

interface DialogProps {
  readonly title: string;
  /** Escape and the button that closes. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own dialog: it keeps the focus in, gives it back, and closes on Escape. */
export function Dialog({ title, onClose, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}

interface ConfirmProps extends DialogProps {
  readonly act: string;
  readonly onAct: () => void;
  readonly busy?: boolean;
  readonly dangerous?: boolean;
  /** What the way out is called; "Cancel" where nothing is said. */
  readonly back?: string;
}

export function Confirm(props: ConfirmProps): ReactNode {
  const text = useTexts(words);
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {props.children}
      <div className="acts">
        <Button onClick={props.onClose} data-autofocus>
          {props.back ?? text.cancel}
        </Button>
        <Button
          variant="filled"
          {...(props.dangerous && { color: "var(--bad)", className: "dangerous" })}
          loading={props.busy ?? false}
          onClick={props.onAct}
        >
          {props.act}
        </Button>
      </div>
    </Dialog>
  );
}
