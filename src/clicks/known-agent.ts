import { isbot } from "isbot";
import { makeRecent } from "../kit/recent.ts";
import { cleanText } from "./click-record.ts";
import type { Mark, VisitorHash } from "./visitor.ts";

/** What is known of a visit by what its browser calls itself. */
export interface KnownAgent {
  /** Fit for a record. */
  readonly text: string;
  /** A bot or a fetcher of link previews, by its own word. */
  readonly bot: boolean;
  readonly mark: Mark;
}

export type KnowAgent = (agent: string | undefined) => KnownAgent;

const remembered = 10_000;

/** Every bot says what it is within that, and nobody's header fills the memory. */
const longestAgent = 400;

export function makeKnowAgent(hash: Pick<VisitorHash, "mark">): KnowAgent {
  const know = (agent: string): KnownAgent => ({
    text: cleanText(agent, longestAgent),
    bot: isbot(agent.slice(0, longestAgent)),
    mark: hash.mark(agent),
  });
  // Whoever says nothing may be a person behind a proxy that removes it. What fetches for others
  // says its name, so that site owners know whom to let in.
  const silent: KnownAgent = { ...know(""), bot: false };
  const recent = makeRecent(remembered, know);
  return (agent) => {
    if (agent === undefined || agent === "") return silent;
    return agent.length > longestAgent ? know(agent) : recent(agent);
  };
}

/**
 * Whether a browser asks before anybody clicked, by its `Sec-Purpose`, or by `Purpose`, `X-Purpose`
 * or `X-Moz` of older ones.
 */
export function isPrefetch(purpose: string | undefined): boolean {
  return purpose !== undefined && /\b(?:prefetch|prerender|preview|instant)\b/i.test(purpose);
}
