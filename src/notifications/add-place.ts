import { lockPeople } from "../audience/lock-people.ts";
import type { Transaction } from "../db/database.ts";
import type { PushPlace, SubscriptionKey } from "./push-subscription.ts";
import { deleteOldestPlaces, savePlace } from "./store/push-places.ts";

/** A visit of a link that asks its visitors to subscribe. */
export interface SubscribingVisit extends PushPlace {
  readonly workspaceId: number;
  /** Whose personal link it is; null: nobody's. */
  readonly euid: number | null;
  /** Of the link domain. */
  readonly origin: string;
}

/** Of one browser in one workspace; the one given longest ago makes room. */
const MAX_PLACES = 500;

/** Adds a place to a browser whose subscription is held in this transaction. */
export async function addPlace(
  tx: Transaction,
  { workspaceId, endpointHash: hash }: SubscriptionKey,
  { linkId, groupId }: PushPlace,
  at: Date,
): Promise<void> {
  await savePlace(tx, { workspaceId, endpointHash: hash, linkId, groupId, at });
  await deleteOldestPlaces(tx, workspaceId, hash, MAX_PLACES);
}

/** Who the number leads to, held, so that nothing is stored of a user erased meanwhile. */
export async function holdPerson(
  tx: Transaction,
  { workspaceId, euid }: Pick<SubscribingVisit, "workspaceId" | "euid">,
): Promise<number | null> {
  if (euid === null) return null;
  return (await lockPeople(tx, workspaceId, [euid])).get(euid) ?? null;
}
