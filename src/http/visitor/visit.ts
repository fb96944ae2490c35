import type { IncomingMessage, ServerResponse } from "node:http";
import type { VisitHeaders } from "./visit-headers.ts";

/** One request for a link, read as far as its address goes. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly headers: VisitHeaders;
  readonly method: string;
  /** As an address has it. */
  readonly host: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** Without the "?". */
  readonly query: string;
  readonly slug: string;
}

/** Names and values in turn: what Node writes soonest, for it neither folds nor looks up names. */
export type Headers = readonly string[];

export const noHeaders: Headers = [];
