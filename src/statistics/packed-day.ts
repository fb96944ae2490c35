/** Figures of one link within one group, at the visit; 0: within none. */
export interface LinkFigures {
  readonly groupId: number;
  readonly linkId: number;
  readonly clicks: number;
  readonly people: number;
  readonly qr: number;
}

/** In a byte seven bits of a number, the lowest first, and whether more follow. */
const BASE = 128;

/**
 * Rows of a day in a fifth of the bytes that their numbers have as text. A row holds the group, the
 * link, clicks, people and scans; the first two as differences to the row before, from which a new group
 * begins anew. Rows must ascend by group and link.
 */
export function packDay(rows: readonly LinkFigures[]): Buffer {
  const bytes: number[] = [];
  const write = (value: number): void => {
    let rest = value;
    for (; rest >= BASE; rest = Math.floor(rest / BASE)) bytes.push((rest % BASE) + BASE);
    bytes.push(rest);
  };
  let [groupId, linkId] = [0, 0];
  for (const row of rows) {
    if (row.groupId !== groupId) linkId = 0;
    write(row.groupId - groupId);
    write(row.linkId - linkId);
    write(row.clicks);
    write(row.people);
    write(row.qr);
    ({ groupId, linkId } = row);
  }
  return Buffer.from(bytes);
}

export function* unpackDay(packed: Uint8Array): Generator<LinkFigures> {
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= BASE) {
      const byte = packed[at] ?? 0;
      at += 1;
      value += (byte % BASE) * unit;
      if (byte < BASE) return value;
    }
  };
  let [groupId, linkId] = [0, 0];
  while (at < packed.length) {
    const step = read();
    if (step > 0) linkId = 0;
    groupId += step;
    linkId += read();
    yield { groupId, linkId, clicks: read(), people: read(), qr: read() };
  }
}
