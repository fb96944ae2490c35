/** Three ticks from a round top down to 0; whole numbers, since clicks are. */
export function ticksOf(most: number): readonly [number, number, number] {
  const top = roundUp(Math.max(most, 2));
  return [top, top / 2, 0];
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 2, 4, 6, 8, 10].map((step) => step * power);
  // Half of the top is a tick too, and halves of clicks do not happen.
  return steps.find((step) => step >= value && Number.isInteger(step / 2)) ?? value;
}

/** A value that is there is seen: never lower than a hundredth of the plot. */
export function heightsOf(value: number, top: number, tall: number): number {
  if (value <= 0) return 0;
  return Math.max(tall / 100, (value / top) * tall);
}
