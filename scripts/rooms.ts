/**
 * How a file of a domain folder tells its kind by its name. The arrows (`.dependency-cruiser.mjs`)
 * and `check-source.ts` read the same patterns.
 *
 * A store is `store.ts` or lies in `store/`; a verb begins with a word of `VERB_WORDS`; whatever is
 * left is a noun and held to the strictest rules. So a file with a new verb in its name fails until
 * that word is added here, and nothing escapes by being unknown.
 */

/** Every domain with those it may import, the order in which they stand on each other. */
export const DOMAINS_BELOW: Readonly<Record<string, readonly string[]>> = {
  workspaces: [],
  links: ["workspaces"],
  clicks: ["workspaces", "links"],
  statistics: ["workspaces", "links", "clicks"],
  audience: ["workspaces"],
  notifications: ["workspaces", "links", "clicks", "statistics", "audience"],
  members: ["workspaces"],
};

/** A verb's file is named `word-object.ts`. */
const VERB_WORDS = [
  ..."accept add amend apply authenticate authorize change check claim clear count create delete deliver disable".split(
    " ",
  ),
  ..."end ensure enter erase export fetch find follow forget get give identify import ingest invite issue join list".split(
    " ",
  ),
  ..."load lock mark measure merge move open personalize prepare purge put read rebuild recache record".split(
    " ",
  ),
  ..."recount redeliver register remove report replace resolve revoke roll rotate run save seed".split(
    " ",
  ),
  ..."send serve set show sign start store subscribe take tell test total track try unlock unsubscribe".split(
    " ",
  ),
  ..."update verify visit warm".split(" "),
];

/** Verbs whose object goes without saying. */
const BARE_VERBS = ["authenticate", "ingest", "register"];

const verb = `(?:${VERB_WORDS.join("|")})-|(?:${BARE_VERBS.join("|")})\\.ts$`;

export const DOMAIN = `(?:${Object.keys(DOMAINS_BELOW).join("|")})`;
export const TEST = "\\.test\\.ts$";
export const STORE = `^src/${DOMAIN}/store(?:\\.ts$|/)`;
export const NOUN = `^src/${DOMAIN}/(?!store\\.ts$|store/|${verb}|.*\\.test\\.ts$)`;
