import { distance } from "fastest-levenshtein";

/** Longer ones mean no name of ours, and comparing them takes time. */
const MAX_LENGTH = 100;
/** Half of all words must have a counterpart. */
const MIN_LIKENESS = 0.5;

/** What callers say where our names have an abbreviation with other letters. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  ymdt: ["date", "time", "datetime", "at"],
  ymd: ["date", "day"],
};

interface Candidate {
  readonly name: string;
  readonly likeness: number;
  readonly letters: number;
}

/**
 * The known name that an unknown one most likely means: compared without case, by the words it is made
 * of (`webhookURL` shares two with `webhookCallbackUrl`), then by letters. Null where none is near.
 */
export function nearestName(unknown: string, known: readonly string[]): string | null {
  if (unknown.length > MAX_LENGTH) return null;
  const words = wordsOf(unknown);
  const plain = words.join("");
  const candidates = known.map((name): Candidate => {
    const own = wordsOf(name);
    const letters = lettersApart(plain, own.join(""));
    return { name, likeness: letters === 0 ? 1 : likenessOf(words, own), letters };
  });
  const byWords = candidates.toSorted(
    (a, b) => b.likeness - a.likeness || a.letters - b.letters,
  )[0];
  if (byWords !== undefined && byWords.likeness >= MIN_LIKENESS) return byWords.name;
  const byLetters = candidates.toSorted((a, b) => a.letters - b.letters)[0];
  if (byLetters === undefined) return null;
  const longest = Math.max(plain.length, byLetters.name.length);
  return byLetters.letters <= Math.floor(longest / 3) ? byLetters.name : null;
}

/** Letters in another order are one slip. */
function lettersApart(one: string, other: string): number {
  const apart = distance(one, other);
  return apart > 1 && sorted(one) === sorted(other) ? 1 : apart;
}

const sorted = (text: string): string => [...text].sort().join("");

/** In lower case: `webhookURL` and `webhook_url` are both "webhook", "url". */
function wordsOf(name: string): string[] {
  const words = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? [];
  return words.map((word) => word.toLowerCase());
}

/** From 0 to 1: how much of the words of both has a counterpart, each in one word at most. */
function likenessOf(one: readonly string[], other: readonly string[]): number {
  const left = [...other];
  let alike = 0;
  for (const word of one) {
    const best = left
      .map((candidate, at) => ({ at, likeness: wordLikeness(word, candidate) }))
      .toSorted((a, b) => b.likeness - a.likeness)[0];
    if (best === undefined || best.likeness === 0) continue;
    alike += best.likeness;
    left.splice(best.at, 1);
  }
  return (2 * alike) / (one.length + other.length);
}

function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  if (SAME[other]?.includes(one) === true) return 0.9;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (isAbbreviation(short, long)) return 0.9;
  const bothLong = short.length >= 4;
  if (bothLong && (distance(one, other) === 1 || one.slice(0, 4) === other.slice(0, 4))) return 0.8;
  return 0;
}

/** `strt` of `start`, `grp` of `group`, `pwd` of `password`: its letters, in their order, from the first on. */
function isAbbreviation(short: string, long: string): boolean {
  if (short.length < 2 || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}
