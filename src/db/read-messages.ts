/** Parse, Bind, Describe, Execute and Close: nobody is answered before the Sync or Flush that follows. */
const HELD = new Set([..."PBDEC"].map((type) => type.charCodeAt(0)));
const TERMINATE = "X".charCodeAt(0);

/** A type and four bytes of length; the greeting has no type, and is never so short. */
const HEAD_BYTES = 5;
const PROTOCOL_3_0 = 196_608;

/**
 * Takes what a client of PostgreSQL's protocol sends, in whatever pieces, and answers what of it can
 * run: the greeting by itself, then whole messages up to the last that is answered. Nothing is read
 * behind a farewell. Throws where the greeting is not one of protocol 3.0.
 */
export function makeMessageReader(): (chunk: Buffer) => readonly Buffer[] {
  let held: Buffer[] = [];
  let bytes = 0;
  let wanted = HEAD_BYTES;
  let greeted = false;

  function lengthAt(all: Buffer, at: number): number {
    if (greeted) return 1 + all.readUInt32BE(at + 1);
    if (all.length >= 8 && all.readUInt32BE(4) !== PROTOCOL_3_0) {
      throw new Error("a client that does not speak PostgreSQL's protocol 3.0");
    }
    return all.readUInt32BE(at);
  }

  return (chunk) => {
    held.push(chunk);
    bytes += chunk.length;
    // A large message comes in many pieces: they are put together once.
    if (bytes < wanted) return [];
    const all = held.length === 1 ? chunk : Buffer.concat(held, bytes);
    const runs: Buffer[] = [];
    let start = 0;
    let end = 0;
    let at = 0;
    let next = HEAD_BYTES;
    while (at + HEAD_BYTES <= all.length && all[at] !== TERMINATE) {
      next = lengthAt(all, at);
      if (at + next > all.length) break;
      const type = all[at];
      at += next;
      next = HEAD_BYTES;
      if (!greeted) {
        greeted = true;
        runs.push(all.subarray(0, at));
        start = at;
        end = at;
      } else if (type !== undefined && !HELD.has(type)) end = at;
    }
    if (end > start) runs.push(all.subarray(start, end));
    const rest = all.subarray(end);
    held = rest.length === 0 ? [] : [rest];
    bytes = rest.length;
    wanted = at - end + next;
    return runs;
  };
}
