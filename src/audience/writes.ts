import type { Fault } from "../kit/fault.ts";
import type { Contact, ContactName } from "./contact.ts";
import type { IdentifierName } from "./identity.ts";
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
  readonly euid: number;
  readonly contacts: ReadonlyMap<ContactName, Contact | null>;
}

/** Identifiers of one kind whose users are wanted, whether or not they exist yet. */
export interface Registration {
  readonly workspaceId: number;
  readonly kind: IdentifierName;
  readonly values: readonly string[];
}

/** What became of a call with several items: all of them that are not refused were applied. */
export interface Accepted {
  readonly items: number;
  readonly refused: readonly Refusal[];
}

/** A call's own result, or the refusal that concerns it alone. */
export type Word<Result> = Result | Fault;
