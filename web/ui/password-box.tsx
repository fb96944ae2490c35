import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

/** A password, and a button that shows it, which the keyboard reaches too. */
export function PasswordBox(
  props: PasswordInputProps & { ref?: Ref<HTMLInputElement> },
): ReactNode {
  const text = useTexts(words);
  return (
    <PasswordInput
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ "aria-label": text.showPassword }}
      {...props}
    />
  );
}
