import { queryOptions } from "@tanstack/react-query";
import { ask } from "../../api.ts";
import type { Me, Role } from "../../workspace.tsx";

/** What a link that lets somebody in is about. */
export interface Invitation {
  readonly kind: "setup" | "invitation" | "reset";
  /** Null where a password is reset. */
  readonly workspaceNm: string | null;
  /** Null where whoever comes says it. */
  readonly email: string | null;
  readonly role: Role | null;
  /** Y: the address has an account, whose password is asked. */
  readonly memberYn: "Y" | "N";
}

export interface Acceptance {
  readonly token: string;
  readonly name?: string;
  readonly email?: string;
  readonly password: string;
  /** Of the workspace, where the first owner sets it up; null: no home country. */
  readonly timeZone?: string;
  readonly homeCountry?: string | null;
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: async () => {
      const path = "/api/session/v1/invitation";
      return (await ask<Invitation>(path, { query: { token }, needsSession: false })).result;
    },
    retry: false,
  });

async function enter(path: string, body: unknown): Promise<Me> {
  return (await ask<Me>(path, { method: "POST", body, needsSession: false })).result;
}

export const signIn = (body: { email: string; password: string }): Promise<Me> =>
  enter("/api/session/v1/sign-in", body);

export const accept = (body: Acceptance): Promise<Me> => enter("/api/session/v1/accept", body);
