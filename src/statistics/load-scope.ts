import type { WorkspaceContext } from "../context.ts";
import { getGroup } from "../links/get-group.ts";
import { getLink } from "../links/get-link.ts";
import type { LinkName } from "../links/load-link-key.ts";
import { requirePlan } from "../workspaces/plan.ts";
import type { Scope } from "./scope.ts";

/** Whose clicks a call asks for: of a link or a group, and of the whole workspace where it names none. */
export interface AskedScope {
  readonly link?: LinkName | undefined;
  readonly groupId?: number | undefined;
}

/** Refuses a link or group that is not of the workspace, then a plan that has no such figures. */
export async function loadScope(ctx: WorkspaceContext, asked: AskedScope): Promise<Scope> {
  const { id: workspaceId, plan } = ctx.workspace;
  if (asked.link !== undefined) {
    const { link } = await getLink(ctx, asked.link);
    requirePlan(plan, "linkClicks");
    return { workspaceId, kind: "link", id: link.id };
  }
  if (asked.groupId === undefined) {
    requirePlan(plan, "groupClicks");
    return { workspaceId, kind: "workspace", id: 0 };
  }
  const group = await getGroup(ctx, asked.groupId);
  requirePlan(plan, "groupClicks");
  return { workspaceId, kind: "group", id: group.id };
}
