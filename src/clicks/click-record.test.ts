import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, decodeRecord, encodeRecord, type VisitRecord } from "./click-record.ts";

const visit: VisitRecord = {
  atMs: Date.parse("2026-03-01T12:00:00Z"),
  workspaceId: 1,
  linkId: 2,
  groupId: 3,
  placed: false,
  excluded: false,
  qr: false,
  visitor: Number.MAX_SAFE_INTEGER,
  country: "ID",
  euid: null,
  agent: "Mozilla/5.0 (X11; Linux x86_64)",
  referrer: "https://example.com/",
  language: "id-ID",
  campaign: "utm_source=a&utm_medium=b",
};

const latin1 = (maxLength: number) =>
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map(String.fromCharCode), maxLength });
const plain = (maxLength: number) => latin1(maxLength).map(withoutControls);
const id = fc.integer({ min: 0, max: 2 ** 53 - 1 });

const visits: fc.Arbitrary<VisitRecord> = fc.record({
  atMs: fc.integer({ min: 0, max: 8.64e15 }),
  workspaceId: id,
  linkId: id,
  groupId: fc.option(id),
  placed: fc.boolean(),
  excluded: fc.boolean(),
  qr: fc.boolean(),
  visitor: fc.maxSafeNat(),
  country: fc.constantFrom("", "KR", "ID"),
  euid: fc.option(id),
  agent: plain(400),
  referrer: plain(200),
  language: plain(35),
  campaign: plain(600),
});

describe("the record of a visit", () => {
  test("is one line of Latin-1", () => {
    expect(encodeRecord(visit)).toBe(
      "1\t1772366400000\t1\t2\t3\t0\t2097151,-1\tID\t\t" +
        "Mozilla/5.0 (X11; Linux x86_64)\thttps://example.com/\tid-ID\t" +
        "utm_source=a&utm_medium=b\n",
    );
  });

  test("comes back as it was, whatever was sent", () => {
    fc.assert(
      fc.property(visits, (record) => {
        expect(wayAndBack(record)).toEqual(record);
      }),
    );
  });

  test("is one readable line whatever bytes a stranger sends", () => {
    fc.assert(
      fc.property(visits, fc.string(), latin1(700), (record, any, text) => {
        const hostile = {
          ...record,
          agent: cleanText(text, 400),
          referrer: any,
          language: text,
          campaign: text,
        };
        expect(encodeRecord(hostile)).toMatch(/^[^\n\u0100-\uffff]*\n$/);
        expect(wayAndBack(hostile)).toEqual({
          ...record,
          agent: withoutControls(text).slice(0, 400),
          referrer: any.replaceAll(/[^ -~\x80-\xff]/g, " ").slice(0, 200),
          language: withoutControls(text).slice(0, 35),
          campaign: withoutControls(text.slice(0, 600)),
        });
      }),
    );
  });

  test("keeps the bytes of UTF-8 as they were sent", () => {
    const agent = Buffer.from("브라우저/1.0 Ā", "utf8").toString("latin1");
    expect(wayAndBack({ ...visit, agent })?.agent).toBe(agent);
  });

  const line = encodeRecord(visit).slice(0, -1);
  test.for([
    ["nothing", ""],
    ["of another version", `9${line.slice(1)}`],
    ["short of a field", line.slice(0, line.lastIndexOf("\t"))],
    ["with a field too many", `${line}\t`],
    ["with a word for a number", line.replace("\t2\t", "\ttwo\t")],
    ["with its end still on", `${line}\n`],
  ] as const)("is unreadable when it is %s", ([, text]) => {
    expect(decodeRecord(text)).toBeNull();
  });
});

function wayAndBack(record: VisitRecord): VisitRecord | null {
  return decodeRecord(encodeRecord(record).slice(0, -1));
}

function withoutControls(text: string): string {
  return text.replaceAll(/[^ -~\x80-\xff]/g, " ");
}
