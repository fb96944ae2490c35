/** How much a run does: the full table, or a minute's proof that every figure can be taken. */
export interface Scale {
  readonly links: number;
  readonly storedLinks: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly calls: number;
}

export const FULL: Scale = {
  links: 100_000,
  storedLinks: 1_000_000,
  rounds: 5,
  seconds: 5,
  calls: 400,
};
export const SMOKE: Scale = { links: 3_000, storedLinks: 6_000, rounds: 1, seconds: 2, calls: 50 };
