import type { Context } from "../context.ts";
import { findGroupTargets } from "../links/find-group-targets.ts";
import { findWebhookTarget } from "../workspaces/find-webhook-target.ts";
import { holdingSecrets, type WebhookTarget } from "../workspaces/webhook-target.ts";
import type { DeliveryJob } from "./delivery.ts";
import { findPendingEvents, type PendingEvent } from "./store/deliveries.ts";
import type { Destination } from "./webhook-request.ts";

/** An attempt, with all that it needs as it stands at this moment. */
export interface DueDelivery<Job extends DeliveryJob> {
  readonly job: Job;
  readonly event: PendingEvent;
  readonly destination: Destination;
}

export interface Loaded<Job extends DeliveryJob> {
  readonly due: readonly DueDelivery<Job>[];
  /** Nothing is to be done: the event is gone or settled, or another attempt has the turn. */
  readonly stale: readonly Job[];
}

/** In the order of the events of each workspace. */
export async function loadDeliveries<Job extends DeliveryJob>(
  ctx: Pick<Context, "db" | "clock">,
  jobs: readonly Job[],
): Promise<Loaded<Job>> {
  const shares = await Promise.all(
    [...Map.groupBy(jobs, ({ workspaceId }) => workspaceId)].map(([id, some]) =>
      loadShare(ctx, id, some),
    ),
  );
  const due = shares.flatMap((share) => share.due);
  due.sort((a, b) => a.job.clickId - b.job.clickId);
  return { due, stale: shares.flatMap(({ stale }) => stale) };
}

async function loadShare<Job extends DeliveryJob>(
  { db, clock }: Pick<Context, "db" | "clock">,
  workspaceId: number,
  jobs: readonly Job[],
): Promise<Loaded<Job>> {
  const clickIds = jobs.map(({ clickId }) => clickId);
  const [events, target] = await Promise.all([
    findPendingEvents(db, workspaceId, clickIds),
    findWebhookTarget(db, workspaceId),
  ]);
  // What a deleted workspace's clicks would tell is being erased.
  if (target === undefined) return { due: [], stale: jobs };
  const groupIds = events.flatMap(({ ofGroup, groupId }) =>
    ofGroup && groupId !== null ? [groupId] : [],
  );
  const groups = await findGroupTargets(db, workspaceId, [...new Set(groupIds)]);
  const byClick = new Map(events.map((event) => [event.clickId, event]));
  const at = clock();
  const due: DueDelivery<Job>[] = [];
  const stale: Job[] = [];
  for (const job of jobs) {
    const event = byClick.get(job.clickId);
    if (event === undefined || event.turn !== job.turn) stale.push(job);
    else due.push({ job, event, destination: destinationOf(event, { target, groups, at }) });
  }
  return { due, stale };
}

/** Webhooks of groups rest while the global one is off. */
function destinationOf(
  { ofGroup, groupId }: PendingEvent,
  {
    target,
    groups,
    at,
  }: {
    readonly target: WebhookTarget;
    readonly groups: ReadonlyMap<number, WebhookTarget>;
    readonly at: Date;
  },
): Destination {
  const own = ofGroup ? groups.get(groupId ?? 0) : target;
  if (own === undefined) return { kind: "gone" };
  const secrets = holdingSecrets(own, at);
  if (!target.enabled || !own.enabled || own.url === null || secrets.length === 0) {
    return { kind: "off" };
  }
  return { kind: "open", url: own.url, secrets };
}
