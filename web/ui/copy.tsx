import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

/** `of` names what is copied, for those who hear the page. */
export function CopyButton({ value, of }: { value: string; of: string }): ReactNode {
  const text = useTexts(words);
  const { copy, copied } = useClipboard({ timeout: 2_000 });
  return (
    <Button
      onClick={() => copy(value)}
      aria-label={`${text.copy}: ${of}`}
      leftSection={<Icon name={copied ? "check" : "copy"} size={16} />}
    >
      <span aria-live="polite">{copied ? text.copied : text.copy}</span>
    </Button>
  );
}

/** A key, a secret or a link that nobody can look up again. */
export function SecretOnce({ value, name }: { value: string; name: string }): ReactNode {
  const text = useTexts(words);
  return (
    <div>
      <div className="secret">
        <code>{value}</code>
        <CopyButton value={value} of={name} />
      </div>
      <p className="dim small">{text.secretOnce}</p>
    </div>
  );
}
