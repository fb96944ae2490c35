import type { Role } from "./role.ts";

const HOUR_MS = 3_600_000;

export type InvitationKind = "setup" | "invitation" | "reset";

/** How long each kind of link is good; the set-up link is until somebody uses it. */
export const goodForMs: Readonly<Record<InvitationKind, number | null>> = {
  setup: null,
  invitation: 7 * 24 * HOUR_MS,
  reset: 24 * HOUR_MS,
};

/** A link that lets somebody in once, to choose a password. */
export interface Invitation {
  readonly id: number;
  readonly kind: InvitationKind;
  /** Null: of no workspace, as the reset of a password. */
  readonly workspaceId: number | null;
  /** Null: whoever comes says it, as at the set-up. */
  readonly email: string | null;
  readonly role: Role | null;
  readonly createdAt: Date;
  readonly endsAt: Date | null;
}

/** Where a link of this kind leads a browser. */
export function invitationUrl(origin: string, kind: InvitationKind, token: string): string {
  return `${origin}/app/${kind === "setup" ? "setup" : "invitation"}?token=${token}`;
}
