/** A counted click as the figures know it. */
export interface CountedClick {
  readonly record: {
    readonly atMs: number;
    readonly linkId: number;
    readonly groupId: number | null;
    readonly euid: number | null;
    readonly country: string;
  };
  readonly traits: { readonly device: string; readonly referrer: string };
}

/** A click of a personal link, as the person's timeline tells it. */
export interface PersonClick {
  /** Of the click within its workspace. */
  readonly number: number;
  readonly euid: number;
  readonly at: Date;
  readonly linkId: number;
  readonly groupId: number | null;
  readonly country: string;
  readonly device: string;
  readonly referrer: string;
}

/** What some clicks add to a person's standard attributes. */
export interface AddedClicks {
  readonly euid: number;
  readonly clicks: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Those of the clicks whose person is known; the first of all has the number `first`. */
export function personClicks(clicks: readonly CountedClick[], first: number): PersonClick[] {
  return clicks.flatMap(({ record, traits }, index) => {
    const { euid, atMs, linkId, groupId, country } = record;
    const { device, referrer } = traits;
    if (euid === null) return [];
    const at = new Date(atMs);
    return [{ number: first + index, euid, at, linkId, groupId, country, device, referrer }];
  });
}

/** By person, in ascending order, in which rows are locked. */
export function addedClicks(clicks: readonly PersonClick[]): AddedClicks[] {
  const byPerson = [...Map.groupBy(clicks, ({ euid }) => euid)].sort(([a], [b]) => a - b);
  return byPerson.map(([euid, some]) => {
    const times = some.map(({ at }) => at.getTime());
    return {
      euid,
      clicks: some.length,
      firstAt: new Date(Math.min(...times)),
      lastAt: new Date(Math.max(...times)),
    };
  });
}
