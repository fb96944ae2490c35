import { readFileSync } from "node:fs";

/** Linux's: user, nice, system, idle, iowait, irq, softirq, steal, in ticks since the start. */
const TICKS = "/proc/stat";
const STEAL = 7;

/** What the host of a virtual machine gives to others while it wants to run: nobody's work here. */
export interface ProcessorWatch {
  /** ", 12 % of the processors' time stolen by the host"; empty where the system does not tell. */
  text(): string;
}

export function watchProcessors(): ProcessorWatch {
  const before = readTicks();
  return {
    text() {
      const after = readTicks();
      if (before === null || after === null) return "";
      const spent = after.map((ticks, index) => ticks - (before[index] ?? 0));
      const all = spent.reduce((sum, ticks) => sum + ticks, 0);
      const stolen = ((spent[STEAL] ?? 0) * 100) / all;
      return `, ${stolen.toFixed(1)} % of the processors' time stolen by the host`;
    },
  };
}

function readTicks(): readonly number[] | null {
  try {
    const [line = ""] = readFileSync(TICKS, "latin1").split("\n", 1);
    // What guests of this machine took is in user's already.
    return line
      .split(/ +/)
      .slice(1, STEAL + 2)
      .map(Number);
  } catch {
    return null;
  }
}
