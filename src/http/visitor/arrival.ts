import type { KnownAgent } from "../../clicks/known-agent.ts";
import type { FoundLink } from "../../links/find-link.ts";
import type { Headers, Visit } from "./visit.ts";

/** A visit on its way to an answer. */
export interface Arrival {
  readonly visit: Visit;
  readonly found: FoundLink;
  readonly atMs: number;
  readonly agent: KnownAgent;
  /** The host that led to a page of ours which led here; null where none of ours did. */
  readonly from: string | null;
  /** Headers that go out with whatever the answer is. */
  readonly more: Headers;
}
