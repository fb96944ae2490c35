import type { ReactNode } from "react";
import { ApiError } from "../../api.ts";
import { useTexts } from "../../ui/language.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import { settingsTexts } from "./texts.ts";

/** Why something was not saved. */
export function Refused({ error }: { error: Error | null }): ReactNode {
  const text = useTexts(settingsTexts);
  if (error === null) return null;
  const unreached = error instanceof ApiError && error.unreached;
  return <Refusal>{unreached ? text.unreached : `${text.refused} ${error.message}`}</Refusal>;
}
