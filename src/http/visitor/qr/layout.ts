/** Where the modules of a code lie in its square image; all in pixels. */
export interface ImageLayout {
  readonly width: number;
  /** Of a module. */
  readonly scale: number;
  /** Before the first module; what is left over after the last may be one more. */
  readonly margin: number;
}

/** In modules, on every side. */
const QUIET_ZONE = 4;

/** In pixels: a smaller size means "as small as possible". */
const MIN_EXACT_SIZE = 64;

/**
 * Modules are whole pixels, as large as they can be; what remains widens the quiet zone. A size below
 * 64, or too small for a pixel a module, gives the smallest image: one pixel a module.
 */
export function layOut(modules: number, size: number): ImageLayout {
  const least = modules + 2 * QUIET_ZONE;
  const width = size < MIN_EXACT_SIZE ? least : Math.max(size, least);
  const scale = Math.floor(width / least);
  return { width, scale, margin: Math.floor((width - modules * scale) / 2) };
}
