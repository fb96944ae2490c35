import { checkUser } from "./check-user.ts";
import type { ContactChange } from "./contact-changes.ts";
import type { EventProperties } from "./event.ts";
import { loadReading } from "./load-user.ts";
import type { AudienceContext } from "./open-writes.ts";
import type { Change } from "./profile-draft.ts";
import { decodeStored, type PropertyValue } from "./property.ts";
import type { ShowValue } from "./shown-value.ts";
import type { ChangeOrigin, HistoryOperation } from "./store/history.ts";
import { listMerged } from "./store/merges.ts";
import {
  type ChangeTimelineRow,
  listChangeRows,
  listClickRows,
  listEventRows,
  listMergeRows,
} from "./store/timeline.ts";
import { type Batch, boundOf, type Kind, type Page, type Place, pageOf } from "./timeline.ts";

/** Something that a user did, or that became of it. */
export type Entry = EventEntry | ClickEntry | ChangeEntry | ContactEntry | MergeEntry;

export interface EventEntry {
  readonly type: "event";
  readonly name: string;
  readonly properties: EventProperties;
  readonly appKey: string | null;
  /** A data source. */
  readonly source: number;
}

/** A counted click of a personal link, with what link and group were called then. */
export interface ClickEntry {
  readonly type: "click";
  readonly link: string | null;
  readonly groupId: number | null;
  readonly group: string | null;
  readonly country: string;
  readonly device: string;
  readonly referrer: string;
}

export interface ChangeEntry {
  readonly type: "change";
  readonly attribute: string;
  readonly operation: Exclude<HistoryOperation, "contact">;
  readonly old: PropertyValue | null;
  readonly new: PropertyValue | null;
  /** A data source. */
  readonly source: number;
}

/** A contact that changed, masked; null where there was or is none. */
export interface ContactEntry extends ContactChange {
  readonly type: "change";
  readonly operation: "contact";
  /** A data source's number, or what else changed how the contact is read. */
  readonly source: number | ChangeOrigin;
}

export interface MergeEntry {
  readonly type: "merge";
  /** The number that leads here since. */
  readonly euid: number;
  /** Names of properties that found no room. */
  readonly leftOut: readonly string[];
}

export interface AskedTimeline {
  readonly euid: number;
  /** Null for the newest. */
  readonly after: Place | null;
  readonly limit: number;
}

type Placed = Entry & { readonly place: Place };

/** What happened to a user, under whichever of its numbers, newest first. */
export async function listTimeline(
  ctx: AudienceContext,
  { euid, after, limit }: AskedTimeline,
): Promise<Page<Placed>> {
  const { workspace, writes } = ctx;
  const user = await checkUser(ctx, euid);
  const merged = await listMerged(writes.store, workspace.id, [user]);
  const euids = [user, ...merged.map((each) => each.euid)];
  const { show } = await loadReading(ctx);
  // One that may have been told in part, what is told, and one that says whether there is more.
  const wanted = (kind: Kind) => {
    const bound = boundOf(kind, after);
    return { workspaceId: workspace.id, euids, bound, limit: limit + 2 };
  };
  const { store } = writes;
  const batches = [
    batchOf(await listMergeRows(store, user, wanted("merge")), limit, mergeOf),
    batchOf(await listChangeRows(store, wanted("change")), limit, (row) => changesOf(row, show)),
    batchOf(await listClickRows(store, wanted("click")), limit, clickOf),
    batchOf(await listEventRows(store, wanted("event")), limit, eventOf),
  ];
  return pageOf<Entry>(batches, after, limit);
}

interface Row {
  readonly id: number;
  readonly at: Date;
  readonly found: number;
}

/** `toEntries` makes what one row tells, in its order. */
function batchOf<R extends Row>(
  rows: readonly R[],
  limit: number,
  toEntries: (row: R) => readonly Entry[],
): Batch<Entry> {
  const items = rows.flatMap((row) =>
    toEntries(row).map((entry, part) => ({ ...entry, place: placeOf(entry, row, part) })),
  );
  const found = rows[0]?.found ?? 0;
  return { items, more: found > limit + 1 || found > rows.length };
}

function placeOf({ type: kind }: Entry, { id, at }: Row, part: number): Place {
  return { atMs: at.getTime(), kind, id, part };
}

function changesOf(row: ChangeTimelineRow, show: ShowValue): (ChangeEntry | ContactEntry)[] {
  const { operation, origin } = row;
  const source = row.source ?? 0;
  if (operation === "contact") {
    const changes: readonly ContactChange[] = JSON.parse(row.changes);
    return changes.map((change) => ({
      type: "change",
      operation,
      ...change,
      source: origin ?? source,
    }));
  }
  const shown = (name: string, value: PropertyValue | null) =>
    value === null ? null : show(name, value);
  return (decodeStored(row.changes) as Change[]).map(({ name, old, new: now }) => ({
    type: "change",
    attribute: name,
    operation,
    old: shown(name, old),
    new: shown(name, now),
    source,
  }));
}

function mergeOf({ euid, leftOut }: Pick<MergeEntry, "euid" | "leftOut">): MergeEntry[] {
  return [{ type: "merge", euid, leftOut }];
}

function clickOf(row: Omit<ClickEntry, "type">): ClickEntry[] {
  const { link, groupId, group, country, device, referrer } = row;
  return [{ type: "click", link, groupId, group, country, device, referrer }];
}

interface StoredEvent extends Omit<EventEntry, "type" | "properties"> {
  /** JSON. */
  readonly properties: string;
}

function eventOf({ name, appKey, source, properties }: StoredEvent): EventEntry[] {
  const read = decodeStored(properties) as EventProperties;
  return [{ type: "event", name, appKey, source, properties: read }];
}
