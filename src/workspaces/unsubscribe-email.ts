import type { Context } from "../context.ts";
import { type EmailMark, findMarked } from "./email-mark.ts";
import { lockWorkspace, saveWorkspace } from "./store/workspaces.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The marked address gets no more notices of its workspace. Twice is once, and nobody is told
 * whether there is such an address.
 */
export async function unsubscribeEmail(
  { db, clock, keys, workspaces, changes }: Context,
  marked: EmailMark,
): Promise<void> {
  const { workspaceId } = marked;
  const wanted = ({ notifyEmails, unsubscribedEmails }: Workspace): string | undefined => {
    const email = findMarked(keys.mailKey, marked, notifyEmails);
    return email === undefined || unsubscribedEmails.includes(email) ? undefined : email;
  };
  // Strangers may ask this: what is not there costs no row a lock.
  const seen = await workspaces.get(String(workspaceId));
  if (seen === null || wanted(seen) === undefined) return;
  await db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    const email = workspace && wanted(workspace);
    if (workspace === undefined || email === undefined) return;
    const unsubscribedEmails = [...workspace.unsubscribedEmails, email];
    await saveWorkspace(tx, { ...workspace, unsubscribedEmails, updatedAt: clock() });
    await changes.announce(tx, [{ kind: "workspace", key: String(workspaceId) }]);
  }, "write");
}
