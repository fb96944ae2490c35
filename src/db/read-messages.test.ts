import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeMessageReader } from "./read-messages.ts";

const ANSWERED = "SQHdcfF";
const UNANSWERED = "PBDEC";

const greeting = framed("", Buffer.from([0, 3, 0, 0, ...Buffer.from("user\0postgres\0\0")]));

function framed(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const message = fc
  .tuple(
    fc.constantFrom(...ANSWERED, ...UNANSWERED),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  )
  .map(([type, body]) => ({ type, bytes: framed(type, body) }));

describe("what a client of the store sent", () => {
  test("runs up to the last message that is answered, in whatever pieces it came", () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (messages, cuts) => {
          const sent = Buffer.concat([greeting, ...messages.map(({ bytes }) => bytes)]);
          const read = makeMessageReader();
          const runs = inPieces(sent, cuts).flatMap((piece) => read(piece));
          const last = messages.findLastIndex(({ type }) => ANSWERED.includes(type));
          const whole = messages.slice(0, last + 1).map(({ bytes }) => bytes);
          expect(runs[0]).toEqual(greeting);
          expect(Buffer.concat(runs)).toEqual(Buffer.concat([greeting, ...whole]));
        },
      ),
    );
  });

  test("never runs a statement by halves", () => {
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
        const sent = Buffer.concat([greeting, ...messages.map(({ bytes }) => bytes)]);
        const ends = new Set<number>([greeting.length]);
        let at = greeting.length;
        for (const { type, bytes } of messages) {
          at += bytes.length;
          if (ANSWERED.includes(type)) ends.add(at);
        }
        const read = makeMessageReader();
        let ran = 0;
        for (const run of inPieces(sent, cuts).flatMap((piece) => read(piece))) {
          ran += run.length;
          expect(ends).toContain(ran);
        }
      }),
    );
  });

  test("is not read on behind a farewell", () => {
    const read = makeMessageReader();
    const query = framed("Q", Buffer.from("select 1\0"));
    const sent = [greeting, query, framed("X", Buffer.alloc(0)), query];
    expect(read(Buffer.concat(sent))).toEqual([greeting, query]);
    expect(read(query)).toEqual([]);
  });

  test("is refused where it begins with another protocol", () => {
    const cancel = framed("", Buffer.from([4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 2]));
    expect(() => makeMessageReader()(cancel)).toThrow("does not speak PostgreSQL's protocol 3.0");
  });
});

function inPieces(sent: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % sent.length), sent.length].sort((a, b) => a - b);
  return places.slice(1).map((to, index) => sent.subarray(places[index], to));
}
