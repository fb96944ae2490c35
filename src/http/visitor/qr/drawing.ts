import { deflateSync } from "node:zlib";
import QRCode from "qrcode";
import { type ImageLayout, layOut } from "./layout.ts";
import { encodePng } from "./png.ts";

export type ImageFormat = "png" | "svg";

export interface Drawing {
  readonly text: string;
  /** Names the image for those who do not see it. */
  readonly title: string;
  /** Pixels a side. */
  readonly size: number;
  readonly format: ImageFormat;
}

/** Squares a side, dark ones 1, row by row. */
interface Code {
  readonly modules: number;
  readonly dark: Uint8Array;
}

/** Takes up to 20 ms of one core: not for the main thread. */
export function drawCode({ text, title, size, format }: Drawing): Uint8Array {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const code = { modules: modules.size, dark: modules.data };
  const layout = layOut(code.modules, size);
  return format === "png" ? drawPng(code, layout) : Buffer.from(drawSvg(code, layout, title));
}

/** One bit a pixel. All rows of a module after its first are alike, which a PNG says in zeros. */
function drawPng({ modules, dark }: Code, { width, scale, margin }: ImageLayout): Uint8Array {
  const stride = 1 + Math.ceil(width / 8);
  const rows = Buffer.alloc(stride * width);
  for (let y = 0; y < width; y++) rows[y * stride] = UP;
  writeRow(rows, 0, () => false);
  for (let row = 0; row <= modules; row++) {
    const isDark = (x: number): boolean => {
      const column = Math.floor((x - margin) / scale);
      return row < modules && column >= 0 && column < modules && dark[row * modules + column] === 1;
    };
    writeRow(rows, (margin + row * scale) * stride, isDark);
  }
  return encodePng(width, deflateSync(rows));

  function writeRow(into: Buffer, at: number, isDark: (x: number) => boolean): void {
    into[at] = AS_IT_IS;
    for (let x = 0; x < width; x++) {
      const byte = at + 1 + (x >> 3);
      if (!isDark(x)) into[byte] = (into[byte] ?? 0) | (0x80 >> (x & 7));
    }
  }
}

const AS_IT_IS = 0;
const UP = 2;

/** Whole pixels at its own size, and one path, so that no seam shows between modules at any other. */
function drawSvg(
  { modules, dark }: Code,
  { width, scale, margin }: ImageLayout,
  title: string,
): string {
  let path = "";
  for (let y = 0; y < modules; y++) {
    for (let x = 0; x < modules; x++) {
      if (dark[y * modules + x] !== 1) continue;
      const start = x;
      while (x + 1 < modules && dark[y * modules + x + 1] === 1) x++;
      path += `M${start} ${y}h${x + 1 - start}v1H${start}z`;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}" viewBox="0 0 ${width} ${width}" role="img" shape-rendering="crispEdges">` +
    `<title>${escaped(title)}</title><rect width="${width}" height="${width}" fill="#fff"/>` +
    `<path transform="translate(${margin} ${margin})scale(${scale})" d="${path}"/></svg>\n`
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
}
