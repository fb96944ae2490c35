import { isbot } from "isbot";
import { LRUCache } from "lru-cache";

export type IsBot = (agent: string | undefined) => boolean;

const remembered = 10_000;

/** Every bot says what it is within that, and nobody's header fills the memory. */
const longestAgent = 400;

/** Bots and fetchers of link previews, by what they call themselves. */
export function makeBotCheck(): IsBot {
  const known = new LRUCache<string, boolean>({ max: remembered });
  return (agent) => {
    // Whoever says nothing may be a person behind a proxy that removes it. What fetches for others
    // says its name, so that site owners know whom to let in.
    if (agent === undefined || agent === "") return false;
    if (agent.length > longestAgent) return isbot(agent.slice(0, longestAgent));
    let bot = known.get(agent);
    if (bot === undefined) {
      bot = isbot(agent);
      known.set(agent, bot);
    }
    return bot;
  };
}

/**
 * Whether a browser asks before anybody clicked, by its `Sec-Purpose`, or by `Purpose`, `X-Purpose`
 * or `X-Moz` of older ones.
 */
export function isPrefetch(purpose: string | undefined): boolean {
  return purpose !== undefined && /\b(?:prefetch|prerender|preview|instant)\b/i.test(purpose);
}
