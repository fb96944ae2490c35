import { Button } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Empty } from "../ui/empty.tsx";
import { Failed } from "../ui/failed.tsx";
import { Icon } from "../ui/icons.tsx";
import { useTexts } from "../ui/language.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useTitle } from "../ui/title.ts";

import { appTexts } from "./texts.ts";

/** In the frame, which has the ways to everything else. */
export function PageMissing(): ReactNode {
  const text = useTexts(appTexts);
  useTitle(text.notFoundTitle);
  return (
    <Empty
      heading="h1"
      title={text.notFoundTitle}
      actions={<LinkButton to="/">{text.toOverview}</LinkButton>}
    >
      {text.notFoundText}
    </Empty>
  );
}

/** A part of the program that is gone from the server: another version was installed. */
const isStale = (error: Error): boolean =>
  /dynamically imported module|Importing a module script|Unable to preload/i.test(error.message);

export function PageFailed({ error, reset }: ErrorComponentProps): ReactNode {
  const text = useTexts(appTexts);
  const mishap = error instanceof Error ? error : new Error(String(error));
  if (!isStale(mishap)) return <Failed error={mishap} retry={reset} />;
  return (
    <div className="note" role="alert">
      <Icon name="warning" />
      <div>{text.renewed}</div>
      <Button onClick={() => location.reload()}>{text.reload}</Button>
    </div>
  );
}
