import { queryOptions } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { Static } from "typebox";
import type { Me as MeSchema } from "../src/http/workspace-api/session-fields.ts";
import { ask } from "./api.ts";
import { type Format, makeFormat } from "./ui/format.ts";
import { useLanguage } from "./ui/language.tsx";

/** A member as they see themselves, with the workspaces they belong to. */
export type Me = Static<typeof MeSchema> & { readonly vapidPublicKey?: string };
export type Workspace = Me["workspaces"][number];
export type Role = Workspace["role"];

/** Null where nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<Me> => {
    const { result } = await ask<Me>("/api/session/v1/me", { needsSession: false });
    return result;
  },
  staleTime: 5 * 60_000,
  retry: false,
});

interface Here {
  readonly me: Me;
  readonly workspace: Workspace;
}

const HereContext = createContext<Here | null>(null);

/** Everything below stands in this workspace. */
export function WorkspaceProvider(props: Here & { children: ReactNode }): ReactNode {
  const { me, workspace } = props;
  const here = useMemo(() => ({ me, workspace }), [me, workspace]);
  return <HereContext value={here}>{props.children}</HereContext>;
}

function useHere(): Here {
  const here = use(HereContext);
  if (here === null) throw new Error("no workspace above");
  return here;
}

export const useWorkspace = (): Workspace => useHere().workspace;
export const useMe = (): Me => useHere().me;

/** A viewer reads; controls that write are not drawn. */
export const useMayWrite = (): boolean => useWorkspace().role !== "viewer";
export const useIsOwner = (): boolean => useWorkspace().role === "owner";

/** Numbers and dates as this reader and this workspace write them. */
export function useFormat(): Format {
  const language = useLanguage();
  const { timeZone, homeCountry } = useWorkspace();
  return useMemo(
    () => makeFormat(language, { timeZone, homeCountry }),
    [language, timeZone, homeCountry],
  );
}
