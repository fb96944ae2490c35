/** How the letters of a file are stored, by the name that `TextDecoder` knows. */
export type Encoding =
  | "utf-8"
  | "utf-16le"
  | "utf-16be"
  | "windows-1252"
  | "euc-kr"
  | "shift_jis"
  | "gb18030"
  | "big5";

/** One way to read a file, and a few of its words read so, by which people know the right one. */
export interface Reading {
  readonly encoding: Encoding;
  readonly sample: string;
}

const BYTE_ORDER_MARKS = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

/** What spreadsheets save where nothing says UTF-8. Korea's is euc-kr here, which is CP949 whole. */
const OF_SPREADSHEETS = ["euc-kr", "shift_jis", "gb18030", "big5"] as const;

/**
 * The encodings that a file may have. One, unless the bytes make sense in several: then those, for
 * somebody to choose from. Western letters, which any bytes are, come last.
 */
export async function encodingsOf(file: Blob): Promise<readonly Encoding[]> {
  const head = new Uint8Array(await file.slice(0, 1_024).arrayBuffer());
  const marked = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  if (marked) return [marked.encoding];
  const wide = wideOf(head);
  if (wide !== null) return [wide];
  const fitting = await fittingOf(file, ["utf-8", ...OF_SPREADSHEETS]);
  return fitting.includes("utf-8") ? ["utf-8"] : [...fitting, "windows-1252"];
}

/** UTF-16 without a mark: the names of the columns are ASCII, so every second byte is 0. */
function wideOf(head: Uint8Array): Encoding | null {
  const zeros = (odd: number) => head.some((byte, at) => byte === 0 && at % 2 === odd);
  if (zeros(1) && !zeros(0)) return "utf-16le";
  return zeros(0) && !zeros(1) ? "utf-16be" : null;
}

async function fittingOf(file: Blob, encodings: readonly Encoding[]): Promise<Encoding[]> {
  const decoders = new Map(encodings.map((it) => [it, new TextDecoder(it, { fatal: true })]));
  const decode = (bytes?: Uint8Array<ArrayBuffer>) => {
    for (const [encoding, decoder] of decoders) {
      try {
        decoder.decode(bytes, { stream: bytes !== undefined });
      } catch {
        decoders.delete(encoding);
      }
    }
  };
  for await (const bytes of chunksOf(file)) decode(bytes);
  decode();
  return [...decoders.keys()];
}

const SAMPLED_BYTES = 65_536;
const WORDS = 4;

/** Words that look different under each of the encodings. */
export async function readingsOf(
  file: Blob,
  encodings: readonly Encoding[],
): Promise<readonly Reading[]> {
  const head = await file.slice(0, SAMPLED_BYTES).arrayBuffer();
  return encodings.map((encoding) => {
    const text = new TextDecoder(encoding).decode(head, { stream: true });
    const words = text.match(/[^\s,;|"]*[^\p{ASCII}][^\s,;|"]*/gu) ?? [];
    return { encoding, sample: [...new Set(words)].slice(0, WORDS).join(" · ") };
  });
}

export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
