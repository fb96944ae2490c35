import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Confirm } from "../../ui/dialog.tsx";

interface AskFirstProps {
  /** On the button, and on the one that does it. */
  readonly name: string;
  /** Which one it is about, for those who hear the page. */
  readonly of: string;
  readonly title: string;
  readonly words: string;
  readonly act: () => Promise<void>;
  /** What must be asked for anew. */
  readonly renews: readonly string[];
  readonly onDone?: () => void;
}

/** A button for what cannot be undone. */
export function AskFirst(props: AskFirstProps): ReactNode {
  const { name, of, title, words, act, renews, onDone } = props;
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => {
      setAsking(false);
      for (const key of renews) void queryClient.invalidateQueries({ queryKey: [key] });
      onDone?.();
    },
  });
  return (
    <>
      <Button aria-label={`${name}: ${of}`} onClick={() => setAsking(true)}>
        {name}
      </Button>
      {asking && (
        <Confirm
          title={title}
          act={name}
          dangerous
          busy={acting.isPending}
          onAct={() => acting.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{words}</p>
          {acting.error && <p role="alert">{acting.error.message}</p>}
        </Confirm>
      )}
    </>
  );
}
