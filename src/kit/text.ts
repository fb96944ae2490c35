/** True when `text` has more than `max` characters (code points); looks no further than it must. */
export function longerThan(text: string, max: number): boolean {
  if (text.length <= max) return false;
  if (text.length > 2 * max) return true;
  let characters = 0;
  for (const _ of text) characters++;
  return characters > max;
}

/** C0, DEL and C1: what no name, address or identifier contains. */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
