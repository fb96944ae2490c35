import type { Fault } from "../kit/fault.ts";
import type { Contact, ContactName } from "./contact.ts";
import type { Event } from "./event.ts";
import type { Identifier, IdentifierName } from "./identity.ts";
import type { Operation, Refusal } from "./property-operation.ts";

/** One operation on the properties of one user, and where it came from. */
export interface PropertyCall {
  readonly workspaceId: number;
  readonly dataSourceId: number;
  /** The workspace's, for local date-times. */
  readonly zone: string;
  readonly euid: number;
  readonly operation: Operation;
}

/** Null clears a contact; one that is not named stays. */
export interface ContactCall {
  readonly workspaceId: number;
  readonly dataSourceId: number;
  /** By which the phones were read. */
  readonly homeCountry: string | null;
  readonly euid: number;
  readonly contacts: ReadonlyMap<ContactName, Contact | null>;
}

/** Identifiers of one kind whose users are wanted, whether or not they exist yet. */
export interface Registration {
  readonly workspaceId: number;
  readonly kind: IdentifierName;
  readonly values: readonly string[];
}

/** Identifiers, by priority, that are all one person's. */
export interface IdentifyCall {
  readonly workspaceId: number;
  readonly dataSourceId: number;
  readonly identifiers: readonly Identifier[];
}

/** Who identifiers lead to, and what was done for it. */
export interface IdentifiedUser {
  readonly euid: number;
  readonly created: boolean;
  /** Users that are now this one, in the order they were taken in. */
  readonly merged: readonly number[];
}

/** Events, each of whichever user, reported together. */
export interface EventCall {
  readonly workspaceId: number;
  readonly dataSourceId: number;
  readonly appKey: string | null;
  readonly events: readonly Event[];
}

/** What became of a call with several items: all of them that are not refused were applied. */
export interface Accepted {
  readonly items: number;
  readonly refused: readonly Refusal[];
}

/** A call's own result, or the refusal that concerns it alone. */
export type Word<Result> = Result | Fault;
