import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { hashSecret } from "../workspaces/credentials.ts";
import { goodForMs, type Invitation, invitationUrl } from "./invitation.ts";
import { newToken } from "./issue-token.ts";
import { insertInvitation, nextInvitationId } from "./store/invitations.ts";

export type NewInvitation = Pick<Invitation, "kind" | "workspaceId" | "email" | "role">;

/** A link as it is shown once: only a hash of its token is stored. */
export interface IssuedInvitation {
  readonly id: number;
  readonly url: string;
}

export async function issueInvitation(
  { clock, site }: Pick<Context, "clock" | "site">,
  tx: Transaction,
  wanted: NewInvitation,
): Promise<IssuedInvitation> {
  const [token, at] = [newToken(), clock()];
  const id = await nextInvitationId(tx);
  const goodFor = goodForMs[wanted.kind];
  await insertInvitation(tx, {
    ...wanted,
    id,
    tokenHash: hashSecret(token),
    createdAt: at,
    endsAt: goodFor === null ? null : new Date(at.getTime() + goodFor),
  });
  return { id, url: invitationUrl(site.publicOrigin, wanted.kind, token) };
}
