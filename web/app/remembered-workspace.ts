import { useSyncExternalStore } from "react";
import type { Me, Workspace } from "../workspace.tsx";

const KEPT = "simpul.workspace";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The workspace chosen in this browser, if any was. */
export function useRemembered(): string | null {
  return useSyncExternalStore(subscribe, () => localStorage.getItem(KEPT));
}

export function rememberWorkspace(workspaceIdx: number): void {
  localStorage.setItem(KEPT, String(workspaceIdx));
  for (const listener of listeners) listener();
}

/** A workspace that the member left is forgotten for their first. */
export function rememberedWorkspace(me: Me, chosen: string | null): Workspace | undefined {
  return me.workspaces.find((it) => String(it.workspaceIdx) === chosen) ?? me.workspaces[0];
}
