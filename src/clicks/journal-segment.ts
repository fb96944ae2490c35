/** A place in a node's journal. Segments are numbered from 1. */
export interface Position {
  readonly segment: number;
  readonly offset: number;
}

/** One file of the journal. */
export interface Segment {
  readonly number: number;
  /** Of an earlier process, which may have died within a write: the file may end in a torn frame. */
  readonly inherited: boolean;
  readonly bytes: number;
}

/** The files that there are, in order. */
export interface Segments {
  readonly bytes: number;
  /** Where the last of them ends. */
  readonly end: Position;
  add(number: number): void;
  grow(number: number, bytes: number): void;
  remove(number: number): void;
  /** The first whose number is this or a later one. */
  from(number: number): Segment | undefined;
  /** Those of which nothing is left from this place on. */
  before(position: Position): readonly Segment[];
  bytesFrom(position: Position): number;
}

export function makeSegments(inherited: Iterable<readonly [number, bytes: number]>): Segments {
  const all: { number: number; inherited: boolean; bytes: number }[] = [];
  let bytes = 0;
  for (const [number, size] of inherited) {
    all.push({ number, inherited: true, bytes: size });
    bytes += size;
  }
  all.sort((a, b) => a.number - b.number);

  return {
    get bytes() {
      return bytes;
    },
    get end() {
      const last = all.at(-1);
      return { segment: last?.number ?? 0, offset: last?.bytes ?? 0 };
    },
    add(number) {
      all.push({ number, inherited: false, bytes: 0 });
    },
    grow(number, more) {
      const segment = all.findLast((one) => one.number === number);
      if (segment === undefined) return;
      segment.bytes += more;
      bytes += more;
    },
    remove(number) {
      const index = all.findIndex((one) => one.number === number);
      const [segment] = index === -1 ? [] : all.splice(index, 1);
      bytes -= segment?.bytes ?? 0;
    },
    from: (number) => all.find((one) => one.number >= number),
    before: (position) => all.filter((one) => left(one, position) === 0),
    bytesFrom: (position) => all.reduce((sum, one) => sum + left(one, position), 0),
  };
}

function left({ number, bytes }: Segment, { segment, offset }: Position): number {
  if (number < segment) return 0;
  return number > segment ? bytes : Math.max(0, bytes - offset);
}

/** Padded, so that a listing of the folder is in order too. */
export function segmentName(number: number): string {
  return `${String(number).padStart(12, "0")}.journal`;
}

/** Null of a file that is no segment. */
export function segmentNumber(name: string): number | null {
  const digits = /^(\d{12,15})\.journal$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
