/** How much a run does: the full table, or a minute's proof that every figure can be taken. */
export interface Scale {
  readonly links: number;
  readonly storedLinks: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly calls: number;
  /** Until a server that nobody asks is taken to be at rest. */
  readonly restSeconds: number;
  /** Links that clicks are spread over. */
  readonly clickedLinks: number;
  /** How long visits come at full speed until they are compared with what was counted. */
  readonly burstSeconds: number;
  /** Visits that are counted in a round. */
  readonly ingestedVisits: number;
  /** Fresh links that are visited and waited for, under a steady load. */
  readonly probes: number;
  /** How long visits come at a steady rate, each of which is told to a receiver of webhooks. */
  readonly hookSeconds: number;
  /** Clicks that figures are read from, and over how many days they came. */
  readonly storedClicks: number;
  readonly storedDays: number;
  /** Clicks of one link, whose statistics are shared. */
  readonly sharedClicks: number;
  /** Crowds at a limit, each on a link of its own. */
  readonly crowds: number;
  /** Calls of each of many clients that add to one sum. */
  readonly increases: number;
  /** Users that are exported. */
  readonly exportedUsers: number;
}

export const FULL: Scale = {
  links: 100_000,
  storedLinks: 1_000_000,
  rounds: 5,
  seconds: 5,
  calls: 400,
  restSeconds: 10,
  clickedLinks: 1_000,
  burstSeconds: 60,
  ingestedVisits: 20_000,
  probes: 200,
  hookSeconds: 30,
  storedClicks: 5_000_000,
  storedDays: 365,
  sharedClicks: 1_000_000,
  crowds: 200,
  increases: 100,
  exportedUsers: 1_000_000,
};

export const SMOKE: Scale = {
  links: 1_000,
  storedLinks: 2_000,
  rounds: 1,
  seconds: 1,
  calls: 40,
  restSeconds: 1,
  clickedLinks: 200,
  burstSeconds: 2,
  ingestedVisits: 2_000,
  probes: 5,
  hookSeconds: 3,
  storedClicks: 20_000,
  storedDays: 62,
  sharedClicks: 20_000,
  crowds: 5,
  increases: 10,
  exportedUsers: 5_000,
};
