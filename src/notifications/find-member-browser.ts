import type { WorkspaceContext } from "../context.ts";
import { hasMemberSubscription } from "./store/push-subscribers.ts";

/** Whether a member has a browser that takes push messages of this workspace. */
export function hasMemberBrowser({ db, workspace }: WorkspaceContext): Promise<boolean> {
  return hasMemberSubscription(db, workspace.id);
}
