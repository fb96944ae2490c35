/** Whose clicks are counted: a link's, a group's, or all of the workspace. */
export interface Scope {
  readonly workspaceId: number;
  readonly kind: "link" | "group" | "workspace";
  /** Of the link or group; 0 for the workspace. */
  readonly id: number;
}

/** Clicks, and people among them. */
export interface Figures {
  readonly clicks: number;
  readonly people: number;
}

/** What is known of the clicks of a time: as people, those who came for the first time in an hour or day. */
export interface Tally {
  readonly clicks: number;
  readonly hourPeople: number;
  readonly dayPeople: number;
  readonly qr: number;
  /** Of people whose number is known. */
  readonly known: number;
}

const nothing: Tally = { clicks: 0, hourPeople: 0, dayPeople: 0, qr: 0, known: 0 };

export function sumOf(tallies: Iterable<Tally>): Tally {
  let sum = nothing;
  for (const tally of tallies) {
    sum = {
      clicks: sum.clicks + tally.clicks,
      hourPeople: sum.hourPeople + tally.hourPeople,
      dayPeople: sum.dayPeople + tally.dayPeople,
      qr: sum.qr + tally.qr,
      known: sum.known + tally.known,
    };
  }
  return sum;
}
