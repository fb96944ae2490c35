/** The highest and the lowest 32 bits of a hash of 64. */
export interface Hash64 {
  high: number;
  low: number;
}

/**
 * SipHash-2-4 (Aumasson and Bernstein): a keyed hash that is quick for a few bytes. `key` has 16 bytes,
 * the message pairs of 32-bit words, the lower first. Writes into `into`, for it runs at every visit: a
 * call of OpenSSL takes some 1.5 µs whatever it hashes.
 */
export function makeSipHash(key: Buffer): (words: Uint32Array, into: Hash64) => void {
  const k0 = key.readInt32LE(0);
  const k1 = key.readInt32LE(4);
  const k2 = key.readInt32LE(8);
  const k3 = key.readInt32LE(12);
  return (words, into) => {
    // Four words of 64 bits as pairs of 32: `h` and `l` of each.
    let h0 = k1 ^ 0x736f6d65;
    let l0 = k0 ^ 0x70736575;
    let h1 = k3 ^ 0x646f7261;
    let l1 = k2 ^ 0x6e646f6d;
    let h2 = k1 ^ 0x6c796765;
    let l2 = k0 ^ 0x6e657261;
    let h3 = k3 ^ 0x74656462;
    let l3 = k2 ^ 0x79746573;
    const { length } = words;
    // Two rounds for each pair and for the length, and four at the end.
    for (let at = 0; at <= length + 2; at += 2) {
      const last = at > length;
      const low = at < length ? (words[at] ?? 0) | 0 : 0;
      const high = at < length ? (words[at + 1] ?? 0) | 0 : last ? 0 : length << 26;
      if (last) l2 ^= 0xff;
      h3 ^= high;
      l3 ^= low;
      for (let round = last ? 4 : 2; round > 0; round -= 1) {
        // A sum's carry, from the highest bits alone: so all stays within 32 bits.
        let sum = (l0 + l1) | 0;
        h0 = (h0 + h1 + (((l0 & l1) | ((l0 | l1) & ~sum)) >>> 31)) | 0;
        l0 = sum;
        sum = (l2 + l3) | 0;
        h2 = (h2 + h3 + (((l2 & l3) | ((l2 | l3) & ~sum)) >>> 31)) | 0;
        l2 = sum;
        let turned = (h1 << 13) | (l1 >>> 19);
        l1 = ((l1 << 13) | (h1 >>> 19)) ^ l0;
        h1 = turned ^ h0;
        turned = (h3 << 16) | (l3 >>> 16);
        l3 = ((l3 << 16) | (h3 >>> 16)) ^ l2;
        h3 = turned ^ h2;
        turned = h0;
        h0 = l0;
        l0 = turned;
        sum = (l2 + l1) | 0;
        h2 = (h2 + h1 + (((l2 & l1) | ((l2 | l1) & ~sum)) >>> 31)) | 0;
        l2 = sum;
        sum = (l0 + l3) | 0;
        h0 = (h0 + h3 + (((l0 & l3) | ((l0 | l3) & ~sum)) >>> 31)) | 0;
        l0 = sum;
        turned = (h1 << 17) | (l1 >>> 15);
        l1 = ((l1 << 17) | (h1 >>> 15)) ^ l2;
        h1 = turned ^ h2;
        turned = (h3 << 21) | (l3 >>> 11);
        l3 = ((l3 << 21) | (h3 >>> 11)) ^ l0;
        h3 = turned ^ h0;
        turned = h2;
        h2 = l2;
        l2 = turned;
      }
      h0 ^= high;
      l0 ^= low;
    }
    into.high = (h0 ^ h1 ^ h2 ^ h3) >>> 0;
    into.low = (l0 ^ l1 ^ l2 ^ l3) >>> 0;
  };
}
