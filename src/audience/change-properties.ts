import type { AudienceContext } from "./open-writes.ts";
import type { Operation } from "./property-operation.ts";
import type { Accepted, PropertyCall, Word } from "./writes.ts";

export interface ChangeProperties {
  readonly euid: number;
  readonly operation: Operation;
}

/** Applies what of the call is valid; user_unknown where there is no such user. */
export function changeProperties(
  ctx: AudienceContext,
  change: ChangeProperties,
): Promise<Accepted> {
  return ctx.writes.changeProperties(callOf(ctx, change));
}

/** In the order given, all in one transaction; a change that is refused harms no other. */
export function changeManyProperties(
  ctx: AudienceContext,
  changes: readonly ChangeProperties[],
): Promise<readonly Word<Accepted>[]> {
  return ctx.writes.changeManyProperties(changes.map((change) => callOf(ctx, change)));
}

function callOf(
  { workspace, dataSourceId }: AudienceContext,
  { euid, operation }: ChangeProperties,
): PropertyCall {
  return { workspaceId: workspace.id, dataSourceId, zone: workspace.timeZone, euid, operation };
}
