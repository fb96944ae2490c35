import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { listWorkspaces } from "../workspaces/list-workspaces.ts";
import { issueInvitation } from "./issue-invitation.ts";
import { deleteSetupLinks } from "./store/invitations.ts";
import { hasMember } from "./store/members.ts";

/** Makes the installation's first owner out of whoever opens it; the links made before are void. */
export async function issueSetupLink(ctx: Context): Promise<string> {
  const [workspace] = await listWorkspaces(ctx);
  if (workspace === undefined) throw new Fault("workspace_unknown");
  return ctx.db.transaction(async (tx) => {
    if (await hasMember(tx)) throw new Fault("already_set_up");
    await deleteSetupLinks(tx);
    const wanted = {
      kind: "setup",
      workspaceId: workspace.id,
      email: null,
      role: "owner",
    } as const;
    return (await issueInvitation(ctx, tx, wanted)).url;
  }, "write");
}
