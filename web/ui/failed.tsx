import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import { useTexts } from "./language.tsx";
import { useErrorTitle } from "./title.ts";
import { words } from "./words.ts";

/** What could not be loaded, why, and the way to try again. */
export function Failed(props: { error: Error; retry?: () => void }): ReactNode {
  const text = useTexts(words);
  useErrorTitle(true);
  const unreached = "unreached" in props.error && props.error.unreached === true;
  return (
    <div className="note bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>{unreached ? text.unreached : text.failed}</p>
        {!unreached && props.error.message && <p className="dim small">{props.error.message}</p>}
      </div>
      {props.retry && <Button onClick={props.retry}>{text.retry}</Button>}
    </div>
  );
}

interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** The data once it is there; until then that it is coming, or why it is not. */
export function Loaded<Data>(props: {
  of: Asked<Data>;
  children: (data: Data) => ReactNode;
}): ReactNode {
  const { data, error, refetch } = props.of;
  if (data !== undefined) return props.children(data);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  return <Loading />;
}

export function Loading(): ReactNode {
  const text = useTexts(words);
  return (
    <p className="nothing" aria-busy="true">
      {text.loading}…
    </p>
  );
}
