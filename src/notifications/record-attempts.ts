import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import type { NewDelivery } from "../jobs/queue.ts";
import { type AttemptResult, countDead, type DeliveryStatus, settle } from "./delivery.ts";
import { type DisableParts, disableWebhook } from "./disable-webhook.ts";
import { type DeliveryChange, type PendingEvent, saveAttempts } from "./store/deliveries.ts";
import { clearRuns, lockRuns, saveRun } from "./store/runs.ts";
import { webhookName } from "./webhook.ts";

/** An attempt that is over. */
export interface Attempt {
  readonly event: PendingEvent;
  readonly result: AttemptResult;
}

interface Outcome extends Attempt {
  readonly change: DeliveryChange;
}

type Parts = DisableParts & Pick<Context, "enqueueDeliveries">;

/** Stores what came of attempts, with the jobs of those that are to follow. Twice is once: their turn has passed. */
export async function recordAttempts(
  ctx: Parts,
  tx: Transaction,
  attempts: readonly Attempt[],
): Promise<void> {
  const at = ctx.clock();
  const byWorkspace = [...Map.groupBy(attempts, ({ event }) => event.workspaceId)];
  const next: NewDelivery[] = [];
  for (const [workspaceId, some] of byWorkspace.sort(([a], [b]) => a - b)) {
    const outcomes = some
      .map((attempt) => ({ ...attempt, change: changeOf(attempt, at) }))
      .sort((a, b) => a.event.clickId - b.event.clickId);
    const changes = outcomes.map(({ change }) => change);
    const changed = await saveAttempts(tx, workspaceId, changes);
    const stored = outcomes.filter(({ event }) => changed.has(event.clickId));
    next.push(...stored.flatMap(followUp));
    await countRuns(ctx, tx, workspaceId, stored);
  }
  await ctx.enqueueDeliveries(tx, next);
}

function changeOf({ event, result }: Attempt, at: Date): DeliveryChange {
  const { clickId, turn, tries } = event;
  const { status, nextAt } = settle(result, tries + 1, { at, chance: Math.random() });
  const { url, status: lastStatus, error: lastError } = result;
  return { clickId, turn, status, lastStatus, lastError, url, nextAt };
}

function followUp({ event, change: { nextAt } }: Outcome): NewDelivery[] {
  if (nextAt === null) return [];
  const { workspaceId, clickId, turn } = event;
  const webhook = webhookName(workspaceId, groupOf(event));
  return [{ job: { workspaceId, clickId, turn: turn + 1 }, webhook, startAt: nextAt }];
}

const groupOf = ({ ofGroup, groupId }: PendingEvent): number | null => (ofGroup ? groupId : null);

/** Moves the counts of dead ones in a row, and disables a webhook with too many. */
async function countRuns(
  ctx: Parts,
  tx: Transaction,
  workspaceId: number,
  outcomes: readonly Outcome[],
): Promise<void> {
  const byGroup = Map.groupBy(outcomes, ({ event }) => groupOf(event) ?? 0);
  const has = (status: DeliveryStatus) => (groupId: number) =>
    byGroup.get(groupId)?.some(({ change }) => change.status === status) === true;
  const groupIds = [...byGroup.keys()].sort((a, b) => a - b);
  const dying = groupIds.filter(has("dead"));
  const well = groupIds.filter(has("delivered")).filter((groupId) => !dying.includes(groupId));
  if (well.length > 0) clearRuns(tx, workspaceId, well);
  if (dying.length === 0) return;
  const before = await lockRuns(tx, workspaceId, dying);
  for (const groupId of dying) {
    const settled = byGroup.get(groupId) ?? [];
    const { dead, full } = countDead(
      before.get(groupId) ?? 0,
      settled.map(({ result, change }) => ({ sent: result.sent, status: change.status })),
    );
    await saveRun(tx, workspaceId, { groupId, dead });
    if (full) {
      await disableWebhook(ctx, tx, { workspaceId, groupId: groupId === 0 ? null : groupId });
    }
  }
}
