/** The items in their order, as many together as weigh no more than `most`, and one at least. */
export function* byWeight<Item>(
  items: readonly Item[],
  weigh: (item: Item) => number,
  most: number,
): Generator<readonly Item[]> {
  let some: Item[] = [];
  let weight = 0;
  for (const item of items) {
    const more = weigh(item);
    if (some.length > 0 && weight + more > most) {
      yield some;
      some = [];
      weight = 0;
    }
    some.push(item);
    weight += more;
  }
  if (some.length > 0) yield some;
}
