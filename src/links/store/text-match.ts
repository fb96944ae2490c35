import { type Sql, sql } from "../../db/sql.ts";
import { letterCases } from "../../kit/letter-cases.ts";

/**
 * Texts that contain this one, in any case. As a regular expression with the cases of each letter,
 * because `ilike` folds by the database's locale, in which "I" may be no "i", and takes quadratic time.
 */
export function contains(column: Sql, part: string): Sql {
  return sql`${column} collate "C" ~ ${patternOf(part)}::text`;
}

/** PostgreSQL's advanced regular expression of a text, in which nothing else has a meaning. */
function patternOf(part: string): string {
  return Array.from(part, (letter) => {
    const cases = letterCases(letter);
    return cases.length > 1 ? `[${cases.join("")}]` : letter.replace(/^[!-/:-@[-`{-~]$/, "\\$&");
  }).join("");
}
