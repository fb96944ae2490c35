/**
 * What is made of a text, remembered for the `most` or so that were asked for last. Two generations: what
 * is asked for again moves to the younger, and the elder goes when that is full.
 */
export function makeRecent<Value extends object>(
  most: number,
  make: (key: string) => Value,
): (key: string) => Value {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  return (key) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? make(key);
    if (young.size >= most / 2) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}
