import type { AuditAction } from "../workspaces/audit.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import type { AudienceContext } from "./open-writes.ts";

/** What of a change stands in the log: of people their numbers, for all else of them may have to be erased. */
export interface ToldChange {
  readonly action: AuditAction;
  readonly target: string;
}

/** Writes down in the workspace's log what a member did, within the transaction that did it. */
export async function tellChange(ctx: AudienceContext, told: ToldChange): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.writes.transaction(async (tx) => recordAudit(ctx, tx, { workspaceId, ...told }));
}
