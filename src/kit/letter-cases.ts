/** Letters that are each other's case in some language, though no single rule of Unicode joins them. */
const RELATED = ["iIİı", "σςΣ"];

/** Every single letter that is the given one in another case, itself first, by no language's rules alone. */
export function letterCases(letter: string): readonly string[] {
  const related = RELATED.find((letters) => letters.includes(letter));
  if (related !== undefined) return [...related];
  const upper = letter.toUpperCase();
  const lower = letter.toLowerCase();
  const cases = [letter, upper, lower, upper.toLowerCase(), lower.toUpperCase()];
  // Some have no single letter of the other case: "ß" is "SS".
  return [...new Set(cases)].filter((each) => [...each].length === 1);
}
