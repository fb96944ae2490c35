import type { AuditAction } from "../workspaces/audit.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import type { AudienceContext, SharedWrites } from "./open-writes.ts";

/** What of a change stands in the log: of people their numbers, for all else of them may have to be erased. */
export interface ToldChange {
  readonly action: AuditAction;
  readonly target: string;
}

/** Does what a member asked for, and writes down that they did, in one transaction. */
export function changeAsMember<T>(
  writes: SharedWrites,
  ctx: AudienceContext,
  work: (ctx: AudienceContext) => Promise<T>,
  told: (result: T) => ToldChange | null,
): Promise<T> {
  return writes.together(async (within) => {
    const result = await work({ ...ctx, writes: within });
    await tellChange({ ...ctx, writes: within }, told(result));
    return result;
  });
}

/** For a change that has a transaction already; null: there was none. */
export async function tellChange(ctx: AudienceContext, told: ToldChange | null): Promise<void> {
  if (told === null) return;
  const workspaceId = ctx.workspace.id;
  await ctx.writes.transaction(async (tx) => recordAudit(ctx, tx, { workspaceId, ...told }));
}
