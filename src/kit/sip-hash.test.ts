import fc from "fast-check";
import { expect, test } from "vitest";
import { makeSipHash } from "./sip-hash.ts";

const KEY = Buffer.from(Array.from({ length: 16 }, (_, i) => i));

/** The same once more, of any bytes, as its authors wrote it down. */
function reference(key: Buffer, bytes: Uint8Array): bigint {
  const cut = (value: bigint): bigint => BigInt.asUintN(64, value);
  const turn = (value: bigint, by: bigint): bigint => cut(value << by) | (value >> (64n - by));
  const [k0, k1] = [key.readBigUInt64LE(0), key.readBigUInt64LE(8)];
  let v0 = k0 ^ 0x736f6d6570736575n;
  let v1 = k1 ^ 0x646f72616e646f6dn;
  let v2 = k0 ^ 0x6c7967656e657261n;
  let v3 = k1 ^ 0x7465646279746573n;
  const round = (): void => {
    v0 = cut(v0 + v1);
    v1 = turn(v1, 13n) ^ v0;
    v0 = turn(v0, 32n);
    v2 = cut(v2 + v3);
    v3 = turn(v3, 16n) ^ v2;
    v0 = cut(v0 + v3);
    v3 = turn(v3, 21n) ^ v0;
    v2 = cut(v2 + v1);
    v1 = turn(v1, 17n) ^ v2;
    v2 = turn(v2, 32n);
  };
  const padded = Buffer.alloc(8 * (Math.floor(bytes.length / 8) + 1));
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length;
  for (let at = 0; at < padded.length; at += 8) {
    const block = padded.readBigUInt64LE(at);
    v3 ^= block;
    round();
    round();
    v0 ^= block;
  }
  v2 ^= 0xffn;
  for (let i = 0; i < 4; i += 1) round();
  return v0 ^ v1 ^ v2 ^ v3;
}

/** The first of `vectors_sip64` of the reference implementation, for messages 00, 01, 02 … */
test.for(
  [
    "310e0edd47db6f72",
    "fd67dc93c539f874",
    "5a4fa9d909806c0d",
    "2d7efbd796666785",
    "b7877127e09427cf",
    "8da699cd64557618",
    "cee3fe586e46c9cb",
    "37d1018bf50002ab",
    "6224939a79f5f593",
    "b0e4a90bdf82009e",
    "f3b9dd94c5bb5d7a",
    "a7ad6b22462fb3f4",
    "fbe50e86bc8f1e75",
    "903d84c02756ea14",
    "eef27a8e90ca23f7",
    "e545be4961ca29a1",
  ].map((word, length) => [length, word] as const),
)("the model of %i bytes is that of the authors", ([length, word]) => {
  const hashed = Buffer.alloc(8);
  hashed.writeBigUInt64LE(
    reference(
      KEY,
      Uint8Array.from({ length }, (_, i) => i),
    ),
  );
  expect(hashed.toString("hex")).toBe(word);
});

test("of any words and under any key it is that of the model", () => {
  const key = fc.uint8Array({ minLength: 16, maxLength: 16 });
  const words = fc.array(fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff)), { maxLength: 8 });
  fc.assert(
    fc.property(key, words, (bytes, pairs) => {
      const message = Uint32Array.from(pairs.flat());
      const into = { high: 0, low: 0 };
      makeSipHash(Buffer.from(bytes))(message, into);
      const hashed = (BigInt(into.high) << 32n) | BigInt(into.low);
      expect(hashed).toBe(reference(Buffer.from(bytes), new Uint8Array(message.buffer)));
    }),
    { numRuns: 300 },
  );
});
