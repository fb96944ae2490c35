import { type Identifier, identifierKey } from "./identity.ts";

/** What of a user decides whether it may be merged; every user has one `userId`, or none. */
export interface Identified {
  readonly userId: string | null;
  /** Several where users were merged. */
  readonly anonymousIds: readonly string[];
}

/** Who a call's identifiers say a user is. */
export interface Identification {
  /** Null where a new user is made. */
  readonly winner: number | null;
  /** Of those sent, the ones that nobody had and that the winner gets. */
  readonly attached: readonly Identifier[];
  /** Users that the winner takes in, in this order. */
  readonly merged: readonly number[];
}

/**
 * `sent` by priority; `owners` by `identifierKey`, without those that nobody has. The first that is
 * known gives the user. A new user_id with identifiers of a user that has another is somebody else.
 */
export function identification(
  sent: readonly Identifier[],
  owners: ReadonlyMap<string, number>,
  users: ReadonlyMap<number, Identified>,
): Identification {
  const unknown = sent.filter((identifier) => !owners.has(identifierKey(identifier)));
  const known = sent.flatMap((identifier) => owners.get(identifierKey(identifier)) ?? []);
  const winner = known[0];
  if (winner === undefined) return { winner: null, attached: sent, merged: [] };

  const newUserId = unknown.find(({ kind }) => kind === "user_id");
  let self = identifiedOf(users, winner);
  if (newUserId !== undefined && self.userId !== null) {
    return { winner: null, attached: [newUserId], merged: [] };
  }
  self = withIdentifiers(self, unknown);
  const merged: number[] = [];
  for (const euid of new Set(known)) {
    const other = identifiedOf(users, euid);
    if (euid === winner || !areOne(self, other)) continue;
    self = union(self, other);
    merged.push(euid);
  }
  return { winner, attached: unknown, merged };
}

/** Two that are each somebody stay two; so do two that nobody knows by name, but on two devices. */
function areOne(left: Identified, right: Identified): boolean {
  if (left.userId !== null || right.userId !== null) {
    return left.userId === null || right.userId === null;
  }
  if (left.anonymousIds.length === 0 || right.anonymousIds.length === 0) return true;
  return right.anonymousIds.some((value) => left.anonymousIds.includes(value));
}

function withIdentifiers(user: Identified, more: readonly Identifier[]): Identified {
  const valuesOf = (wanted: Identifier["kind"]): string[] =>
    more.filter(({ kind }) => kind === wanted).map(({ value }) => value);
  return union(user, {
    userId: valuesOf("user_id")[0] ?? null,
    anonymousIds: valuesOf("anonymous_id"),
  });
}

function union(left: Identified, right: Identified): Identified {
  return {
    userId: left.userId ?? right.userId,
    anonymousIds: [...left.anonymousIds, ...right.anonymousIds],
  };
}

function identifiedOf(users: ReadonlyMap<number, Identified>, euid: number): Identified {
  return users.get(euid) ?? { userId: null, anonymousIds: [] };
}
