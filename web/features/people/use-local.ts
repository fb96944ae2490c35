import { useCallback } from "react";
import { nowIn } from "../../ui/days.ts";
import { useWorkspace } from "../../workspace.tsx";

/** The audience API tells instants; people read the wall clock of the workspace. */
export function useLocal(): (iso: string) => string {
  const { timeZone } = useWorkspace();
  return useCallback((iso: string) => nowIn(timeZone, new Date(iso)), [timeZone]);
}
