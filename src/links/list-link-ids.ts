import type { Context } from "../context.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { listLinkIdRows } from "./store/link-labels.ts";

/** Where links are looked for; whoever has it may see them. */
export interface LinksContext extends Pick<Context, "db" | "clock"> {
  readonly workspace: Pick<Workspace, "id">;
}

export interface ListLinkIds {
  /** Null: all links of the workspace. */
  readonly groupId: number | null;
  /** Only links with a lower number; null: all. */
  readonly before: number | null;
  readonly limit: number;
}

/** Numbers of links, the highest first. */
export function listLinkIds(ctx: LinksContext, asked: ListLinkIds): Promise<number[]> {
  return listLinkIdRows(ctx.db, ctx.workspace.id, { ...asked, at: ctx.clock() });
}
