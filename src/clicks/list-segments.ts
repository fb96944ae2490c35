import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { segmentName, segmentNumber } from "./journal-segment.ts";

/** The segments that earlier processes left in the folder, with their sizes. */
export async function listSegments(folder: string): Promise<readonly [number, bytes: number][]> {
  const found: [number, number][] = [];
  for (const name of await readdir(folder)) {
    const number = segmentNumber(name);
    if (number === null) continue;
    const { size } = await stat(segmentPath(folder, number));
    found.push([number, size]);
  }
  return found;
}

export function segmentPath(folder: string, number: number): string {
  return join(folder, segmentName(number));
}
