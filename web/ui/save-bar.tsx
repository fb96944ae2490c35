import { Button } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Confirm } from "./dialog.tsx";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

interface SaveBarProps {
  /** How many fields differ from what is saved; 0 hides the bar. */
  readonly changes: number;
  readonly hint: string;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Stays in view while something is unsaved, and lets nobody leave by mistake. */
export function SaveBar(props: SaveBarProps): ReactNode {
  const text = useTexts(words);
  const guard = <LeaveGuard when={props.changes > 0 && !props.saving} />;
  if (props.changes === 0) return guard;
  return (
    <section className="save" aria-label={text.unsavedRegion}>
      <div>
        <b>{text.unsaved(props.changes)}</b> <span className="dim">{props.hint}</span>
      </div>
      <Button onClick={props.onDiscard} disabled={props.saving}>
        {text.discard}
      </Button>
      <Button variant="filled" loading={props.saving} onClick={props.onSave}>
        {text.save}
      </Button>
      {guard}
    </section>
  );
}

/** Asks before the page is left with something unsaved on it. */
export function LeaveGuard({ when }: { when: boolean }): ReactNode {
  const text = useTexts(words);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Confirm
      title={text.leaveTitle}
      act={text.leave}
      back={text.stay}
      onAct={blocker.proceed}
      onClose={blocker.reset}
    >
      <p>{text.leaveText}</p>
    </Confirm>
  );
}
