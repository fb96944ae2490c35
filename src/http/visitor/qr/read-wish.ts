import type { ImageFormat } from "./drawing.ts";

/** The image that a query asks for. */
export interface Wish {
  readonly size: number;
  readonly format: ImageFormat;
}

const USUAL_SIZE = 200;
const LARGEST = 4_096;

/** Names of others are none of ours: campaigns and caches add their own. */
export function readWish(query: string): Wish | "bad-size" | "bad-format" {
  const asked = new URLSearchParams(query);
  const size = readSize(asked.getAll("size"));
  if (size === null) return "bad-size";
  const [format = "png", ...others] = asked.getAll("format");
  if (others.length > 0 || (format !== "png" && format !== "svg")) return "bad-format";
  return { size, format };
}

function readSize([size, ...others]: readonly string[]): number | null {
  if (size === undefined) return USUAL_SIZE;
  if (others.length > 0 || !/^[1-9]\d{0,3}$/.test(size)) return null;
  return Number(size) <= LARGEST ? Number(size) : null;
}
