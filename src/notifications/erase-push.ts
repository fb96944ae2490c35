import type { Context } from "../context.ts";
import { deleteSomePush } from "./store/push-subscriptions.ts";

const BATCH = 500;

/** Erases some of a deleted workspace's browsers and messages; true: there may be more. */
export async function erasePush(
  { db }: Pick<Context, "db">,
  workspaceId: number,
): Promise<boolean> {
  const most = await db.transaction((tx) => deleteSomePush(tx, workspaceId, BATCH), "background");
  return most === BATCH;
}
