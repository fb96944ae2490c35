import type { Click, Tally } from "../clicks/click.ts";

/** A click, and what it brought its link's tally to. */
export interface CountedClick {
  readonly click: Click;
  /** Within the workspace. */
  readonly number: number;
  readonly tally: Tally;
}

/** The clicks of a batch, numbered from `first` on; `after` has each link's tally after all of them. */
export function withTallies(
  clicks: readonly Click[],
  first: number,
  after: ReadonlyMap<number, Tally>,
): CountedClick[] {
  const tallies = new Map(after);
  const counted: CountedClick[] = [];
  let number = first + clicks.length;
  // From the last click back, for it is the end that is known.
  for (const click of clicks.toReversed()) {
    const { linkId } = click.record;
    const tally = tallies.get(linkId);
    if (tally === undefined) throw new Error(`link ${linkId} has clicks and no tally`);
    number -= 1;
    counted.push({ click, number, tally });
    tallies.set(linkId, {
      clicks: tally.clicks - 1,
      people: tally.people - (click.firstOfLink ? 1 : 0),
    });
  }
  return counted.reverse();
}
