/** Who goes first where connections are few: places and single writes before all heavier work. */
const LANES = ["visit", "write", "read", "background"] as const;
export type Lane = (typeof LANES)[number];

/** A counted gate: at most `permits` inside, the rest wait by lane, then in the order they came. */
export interface Gate {
  enter(lane: Lane): Promise<void>;
  leave(): void;
  /** True while nobody is inside or waiting. */
  idle(): boolean;
}

export function makeGate(permits: number): Gate {
  const waiting = new Map<Lane, (() => void)[]>(LANES.map((lane) => [lane, []]));
  let inside = 0;

  function next(): (() => void) | undefined {
    for (const lane of LANES) {
      const first = waiting.get(lane)?.shift();
      if (first !== undefined) return first;
    }
    return undefined;
  }

  return {
    async enter(lane) {
      if (inside < permits) {
        inside += 1;
        return;
      }
      await new Promise<void>((resolve) => waiting.get(lane)?.push(resolve));
    },
    leave() {
      const first = next();
      if (first === undefined) inside -= 1;
      else first();
    },
    idle: () => inside === 0,
  };
}
