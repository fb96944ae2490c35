import { Fault } from "../kit/fault.ts";
import type { Event } from "./event.ts";
import type { AudienceContext } from "./open-writes.ts";
import type { Refusal } from "./property-operation.ts";
import type { Accepted } from "./writes.ts";

export interface ReportEvents {
  /** The reporter's name for the app it speaks for. */
  readonly appKey: string | null;
  /** In the order sent; a Fault where one could not be read. */
  readonly events: readonly (Event | Fault)[];
}

/** Keeps what of the call is valid; refusals are named by the event's index. */
export async function reportEvents(
  { workspace, dataSourceId, writes }: AudienceContext,
  { appKey, events }: ReportEvents,
): Promise<Accepted> {
  const readable: Event[] = [];
  const places: number[] = [];
  const faults = new Map<number, Fault>();
  for (const [index, event] of events.entries()) {
    if (event instanceof Fault) {
      faults.set(index, event);
    } else {
      readable.push(event);
      places.push(index);
    }
  }
  if (readable.length > 0) {
    const call = { workspaceId: workspace.id, dataSourceId, appKey, events: readable };
    const ofNobody = await writes.reportEvents(call);
    for (const index of ofNobody) faults.set(places[index] as number, new Fault("user_unknown"));
  }
  const refused: Refusal[] = [...faults]
    .sort(([a], [b]) => a - b)
    .map(([index, fault]) => ({ name: String(index), fault }));
  return { items: events.length, refused };
}
