import { Fault } from "../kit/fault.ts";

/** Where an item stands in a timeline: the newest first; of one moment by kind, number and part. */
export interface Place {
  readonly atMs: number;
  readonly kind: Kind;
  readonly id: number;
  /** Of the changes that one call made, from 0. */
  readonly part: number;
}

/** In the order in which those of one moment are told. */
export const KINDS = ["merge", "change", "click", "event"] as const;
export type Kind = (typeof KINDS)[number];

/** Negative where `left` is told before `right`. */
function comparePlaces(left: Place, right: Place): number {
  return (
    right.atMs - left.atMs ||
    KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind) ||
    right.id - left.id ||
    left.part - right.part
  );
}

/** Rows of a kind that are not told yet: those before this time, or of it with a lower number. */
export interface Bound {
  readonly at: Date;
  readonly id: number;
}

const LATEST: Bound = { at: new Date("9999-12-31T00:00:00Z"), id: Number.MAX_SAFE_INTEGER };

/** A call whose changes are told in part is read once more. */
export function boundOf(kind: Kind, after: Place | null): Bound {
  if (after === null) return LATEST;
  const at = new Date(after.atMs);
  const told = KINDS.indexOf(kind) - KINDS.indexOf(after.kind);
  if (told === 0) return { at, id: after.id + 1 };
  return { at, id: told < 0 ? 0 : Number.MAX_SAFE_INTEGER };
}

export function encodeCursor({ atMs, kind, id, part }: Place): string {
  return Buffer.from([atMs, KINDS.indexOf(kind), id, part].join(",")).toString("base64url");
}

/** A place that `encodeCursor` wrote; anything else is a refusal of the field. */
export function parseCursor(value: unknown, field: string): Place {
  const text = typeof value === "string" ? Buffer.from(value, "base64url").toString("latin1") : "";
  const [, atMs, kind, id, part] = /^(\d{1,15}),(\d),(\d{1,16}),(\d{1,3})$/.exec(text) ?? [];
  const known = KINDS[Number(kind)];
  if (known === undefined || Number(atMs) > LATEST.at.getTime()) {
    throw new Fault("field_invalid", { field, reason: "cursor" });
  }
  return { atMs: Number(atMs), kind: known, id: Number(id), part: Number(part) };
}

/** Some rows of one kind, newest first. */
export interface Batch<Item> {
  readonly items: readonly (Item & { readonly place: Place })[];
  /** There are more, all older than these. */
  readonly more: boolean;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Of the last item; null at the end. */
  readonly last: Place | null;
}

/** The newest of all kinds, no further than every kind was read, and at most `limit`. */
export function pageOf<Item>(
  batches: readonly Batch<Item>[],
  after: Place | null,
  limit: number,
): Page<Item & { readonly place: Place }> {
  const fresh = batches
    .flatMap(({ items }) => items)
    .filter(({ place }) => after === null || comparePlaces(after, place) < 0)
    .sort((a, b) => comparePlaces(a.place, b.place));
  const ends = batches.flatMap(({ items, more }) => (more ? (items.at(-1)?.place ?? []) : []));
  const [nearest] = ends.sort(comparePlaces);
  const read = fresh.filter(
    ({ place }) => nearest === undefined || comparePlaces(place, nearest) <= 0,
  );
  const items = read.slice(0, limit);
  const more = nearest !== undefined || read.length > limit;
  return { items, last: more ? (items.at(-1)?.place ?? null) : null };
}
