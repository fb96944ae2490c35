import { inflateSync } from "node:zlib";
import QRCode from "qrcode";

/** An image of black and white pixels, true where it is black. */
export interface Pixels {
  readonly width: number;
  readonly dark: (x: number, y: number) => boolean;
}

/** Reads a PNG of one bit a pixel and one channel, as the specification has it. */
export function readPng(file: Buffer): Pixels {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString("latin1", at + 4, at + 8);
    chunks.set(name, file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get("IHDR") ?? Buffer.alloc(0);
  const width = header.readUInt32BE(0);
  if (header.readUInt32BE(4) !== width) throw new Error("not square");
  if (header.toString("hex", 8) !== "0100000000") throw new Error("not one bit of grey a pixel");
  const filtered = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const stride = Math.ceil(width / 8);
  if (filtered.length !== (stride + 1) * width) throw new Error("not as many rows as pixels");
  const rows: Buffer[] = [];
  for (let y = 0; y < width; y++) {
    const filter = filtered[y * (stride + 1)];
    const row = Buffer.from(filtered.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    if (filter !== 0 && filter !== 2) throw new Error(`filter ${filter}`);
    const above = filter === 2 ? rows[y - 1] : undefined;
    rows.push(Buffer.from(row.map((byte, i) => byte + (above?.[i] ?? 0))));
  }
  return { width, dark: (x, y) => (((rows[y]?.[x >> 3] ?? 0) >> (7 - (x & 7))) & 1) === 0 };
}

/** Reads a drawing of one path of rectangles on white, whose unit the path's transform names. */
export function readSvg(svg: string): Pixels {
  const [, width] = /<svg [^>]*width="(\d+)" height="\1" viewBox="0 0 \1 \1"/.exec(svg) ?? [];
  const [, lead, top, scale, path = ""] =
    /<path transform="translate\((\d+) (\d+)\)scale\((\d+)\)" d="([^"]*)"\/>/.exec(svg) ?? [];
  if (width === undefined || lead !== top) throw new Error("not such a drawing");
  const [unit, margin] = [Number(scale), Number(lead)];
  const dark = new Set<string>();
  for (const [, x, y, across] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let i = 0; i < Number(across); i++) dark.add(`${Number(x) + i} ${y}`);
  }
  const place = (at: number) => Math.floor((at - margin) / unit);
  return { width: Number(width), dark: (x, y) => dark.has(`${place(x)} ${place(y)}`) };
}

/**
 * Whether an image is that of the text's code at error correction M: each module the same whole number of
 * pixels, all alike, and four modules of white at least around it.
 */
export function shows({ width, dark }: Pixels, text: string): boolean {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const scale = Math.floor(width / (modules.size + 8));
  const margin = Math.floor((width - scale * modules.size) / 2);
  if (scale < 1) return false;
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = [Math.floor((x - margin) / scale), Math.floor((y - margin) / scale)];
      const inside = [column, row].every((at) => at >= 0 && at < modules.size);
      if (dark(x, y) !== (inside && modules.get(row, column) === 1)) return false;
    }
  }
  return true;
}
