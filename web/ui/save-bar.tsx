import { Button } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { type FocusEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Confirm } from "./dialog.tsx";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

interface SaveBarProps {
  /** How many fields differ from what is saved; 0 hides the bar. */
  readonly changes: number;
  readonly hint: string;
  readonly saving: boolean;
  readonly onDiscard: () => void;
}

/**
 * Stays in view while something is unsaved, and lets nobody leave by mistake. It stands in the form
 * that it saves: its button is the one that Enter in a field presses.
 */
export function SaveBar(props: SaveBarProps): ReactNode {
  const text = useTexts(words);
  const { changes, saving } = props;
  const bar = useRef<HTMLElement>(null);
  const onFocus = useFocusBack(bar, saving);
  const guard = <LeaveGuard when={changes > 0 && !saving} />;
  if (changes === 0) return guard;
  return (
    <section ref={bar} className="save" aria-label={text.unsavedRegion} onFocus={onFocus}>
      <div>
        <b>{text.unsaved(changes)}</b> <span className="dim">{props.hint}</span>
      </div>
      <Button onClick={props.onDiscard} disabled={saving}>
        {text.discard}
      </Button>
      <Button type="submit" variant="filled" loading={saving}>
        {text.save}
      </Button>
      {guard}
    </section>
  );
}

/**
 * A button that is disabled or gone loses the focus to the page. After saving or discarding it goes
 * back to the field that it came from, and to the button where that is still there.
 */
function useFocusBack(bar: RefObject<HTMLElement | null>, saving: boolean) {
  const button = useRef<HTMLElement | null>(null);
  const field = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (saving || button.current === null || document.activeElement !== document.body) return;
    const target = [button.current, field.current].find((it) => it?.isConnected);
    (target ?? document.getElementById("main"))?.focus({ preventScroll: true });
    if (bar.current === null) button.current = null;
  });
  return ({ target, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (target instanceof HTMLElement) button.current = target;
    if (relatedTarget instanceof HTMLElement && !bar.current?.contains(relatedTarget)) {
      field.current = relatedTarget;
    }
  };
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
