import { queryOptions } from "@tanstack/react-query";
import { ask } from "../../api.ts";
import type { Me, Role } from "../../workspace.tsx";

/** Whom a set-up or invitation link is for. */
export interface Invitation {
  readonly kind: "setup" | "invitation";
  readonly workspaceNm: string;
  readonly email: string | null;
  readonly role: Role;
}

export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly email?: string;
  readonly password: string;
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
