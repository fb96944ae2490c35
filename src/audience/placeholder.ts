import { withoutInvisible } from "../kit/text.ts";

/** What programs send where they have no value: taken for an id it would make strangers one user. */
const NO_VALUE = new Set(["undefined", "null", "nil", "none", "nan", "object object"]);
/** What stands for everybody who is not signed in, or for the field itself: it may join nobody. */
const NOBODY_IN_PARTICULAR = new Set([
  ...["0", "-1", "true", "false", "unknown", "anonymous", "guest"],
  ...["id", "user_id", "anonymous_id", "distinct_id", "not_authenticated"],
]);
/** Device ids that were never filled in: `00000000-0000-0000-0000-000000000000`. */
const ZEROS = /^[0-]{8,}$/;
/** `{{user.id}}`, `cust-${id}`: templates that were not rendered. */
const BRACES = /\{\{.*\}\}|\$\{.*\}/s;
/** `%USER_ID%`, as a whole, because `a%20b` is a fair id. */
const PERCENT = /^%.+%$/s;

const OUTSIDE = "[\\s\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\"'`´<>＂＇]+";
const LEADING = new RegExp(`^${OUTSIDE}`, "u");
const TRAILING = new RegExp(`${OUTSIDE}$`, "u");

/** Whether an identifier value is none, in any case and between any quotes or brackets. */
export function isPlaceholder(value: string): boolean {
  if (BRACES.test(value)) return true;
  const bare = bareOf(value);
  return NO_VALUE.has(bare) || ZEROS.test(bare) || PERCENT.test(bare);
}

/** Whether users whom this value identifies must not be joined by it. */
export function joinsStrangers(value: string): boolean {
  return isPlaceholder(value) || NOBODY_IN_PARTICULAR.has(bareOf(value));
}

function bareOf(value: string): string {
  const visible = withoutInvisible(value);
  return visible.replace(LEADING, "").replace(TRAILING, "").toLowerCase();
}
