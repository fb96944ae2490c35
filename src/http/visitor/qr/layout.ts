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

/**
 * Modules are whole pixels, as large as they can be; what remains widens the quiet zone. An image too
 * small for a pixel a module grows to that.
 */
export function layOut(modules: number, size: number): ImageLayout {
  const least = modules + 2 * QUIET_ZONE;
  const width = Math.max(size, least);
  const scale = Math.floor(width / least);
  return { width, scale, margin: Math.floor((width - modules * scale) / 2) };
}
