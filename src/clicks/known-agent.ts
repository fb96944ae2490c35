import { makeRecent } from "../kit/recent.ts";
import { cleanText } from "./click-record.ts";
import { isMachineAgent } from "./machine-agent.ts";
import type { Mark, VisitorHash } from "./visitor.ts";

/** What is known of a visit by what its browser calls itself. */
export interface KnownAgent {
  /** Fit for a record. */
  readonly text: string;
  /** Of a bot, a fetcher of link previews or another program, or none. */
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
    bot: isMachineAgent(agent.slice(0, longestAgent)),
    mark: hash.mark(agent),
  });
  const recent = makeRecent(remembered, know);
  return (agent = "") => (agent.length > longestAgent ? know(agent) : recent(agent));
}

/**
 * Whether a browser asks before anybody clicked, by its `Sec-Purpose`, or by `Purpose`, `X-Purpose`
 * or `X-Moz` of older ones.
 */
export function isPrefetch(purpose: string | undefined): boolean {
  return purpose !== undefined && /\b(?:prefetch|prerender|preview|instant)\b/i.test(purpose);
}
