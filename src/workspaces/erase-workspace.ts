import type { Context } from "../context.ts";
import { deleteHoldersOf } from "./store/credentials.ts";
import { deleteRateWindows } from "./store/rate-windows.ts";
import { blankWorkspace, findWorkspaceRow } from "./store/workspaces.ts";

/** Erases a batch of a workspace's rows of one domain, in a transaction of its own; true: there may be more. */
export type EraseStep = (ctx: Context, workspaceId: number) => Promise<boolean>;

export interface EraseWorkspace {
  readonly workspaceId: number;
  /** One or more of each domain, those of rows that others refer to last. */
  readonly steps: readonly EraseStep[];
}

/** May run twice or begin again half-way: it deletes what is there, and only of a deleted workspace. */
export async function eraseWorkspace(
  ctx: Context,
  { workspaceId, steps }: EraseWorkspace,
): Promise<void> {
  const background = ctx.db.in("background");
  const workspace = await findWorkspaceRow(background, workspaceId);
  if (workspace === undefined || workspace.deletedAt === null) return;
  const patient: Context = { ...ctx, db: background };
  for (const step of steps) {
    while (await step(patient, workspaceId));
  }
  await background.transaction(async (tx) => {
    await blankWorkspace(tx, workspaceId);
    await deleteHoldersOf(tx, workspaceId);
    await deleteRateWindows(tx, workspaceId, ctx.clock());
  });
}
