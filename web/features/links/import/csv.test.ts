import { describe, expect, test } from "vitest";
import { linkOf, readHeader } from "./columns.ts";
import { encodingsOf, readingsOf } from "./encoding.ts";
import { readCsv } from "./read-csv.ts";
import { badRowsCsv } from "./report.ts";

async function rowsOf(...parts: BlobPart[]) {
  const rows = [];
  const file = new Blob(parts);
  const [encoding = "utf-8"] = await encodingsOf(file);
  for await (const some of readCsv(file, encoding)) rows.push(...some);
  return rows;
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function utf16(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(at * 2, text.charCodeAt(at), true);
  return new Uint8Array(bytes.buffer);
}

describe("a file of links", () => {
  test.for<[what: string, file: BlobPart, cells: string[][]]>([
    [
      "commas",
      "url,ttl\nhttps://a.example,Kopi\n",
      [
        ["url", "ttl"],
        ["https://a.example", "Kopi"],
      ],
    ],
    [
      "semicolons",
      "url;ttl\r\nhttps://a.example;a,b",
      [
        ["url", "ttl"],
        ["https://a.example", "a,b"],
      ],
    ],
    ["the mark of UTF-8", "\uFEFFurl\r\nhttps://a.example/é", [["url"], ["https://a.example/é"]]],
    [
      "Latin-1",
      latin1("url;ttl\nhttps://a.example;Caf\u00e9"),
      [
        ["url", "ttl"],
        ["https://a.example", "Café"],
      ],
    ],
    [
      "a first line for Excel",
      "sep=;\r\nurl;ttl\r\nhttps://a.example;a,b",
      [
        ["url", "ttl"],
        ["https://a.example", "a,b"],
      ],
    ],
    [
      "one in quotes, that Excel saved with the other columns",
      '"sep=|",,\nurl|ttl\nhttps://a.example|a,b',
      [
        ["url", "ttl"],
        ["https://a.example", "a,b"],
      ],
    ],
    [
      "one with a mark before it, and tabs",
      "\uFEFFSEP=\t\nurl\tttl\nhttps://a.example\ta;b",
      [
        ["url", "ttl"],
        ["https://a.example", "a;b"],
      ],
    ],
    [
      "empty lines at its head",
      ";;\n\nurl;ttl\nhttps://a.example;x,y",
      [
        ["url", "ttl"],
        ["https://a.example", "x,y"],
      ],
    ],
    [
      "UTF-16, as Excel's Unicode text",
      utf16("\uFEFFurl\tttl\r\nhttps://a.example\t커피"),
      [
        ["url", "ttl"],
        ["https://a.example", "커피"],
      ],
    ],
    [
      "UTF-16 without a mark",
      utf16("url\tttl\r\nhttps://a.example\tカフェ"),
      [
        ["url", "ttl"],
        ["https://a.example", "カフェ"],
      ],
    ],
    ["old line breaks", "url\rhttps://a.example\r", [["url"], ["https://a.example"]]],
    [
      "quotes doubled",
      'url,ttl\nhttps://a.example,"a ""b"" c"',
      [
        ["url", "ttl"],
        ["https://a.example", 'a "b" c'],
      ],
    ],
  ])("is read with %s", async ([, file, cells]) => {
    expect((await rowsOf(file)).map((row) => row.cells)).toEqual(cells);
  });

  test("keeps line breaks within quotes, and counts lines as the file has them", async () => {
    const file = 'url,memo\r\n"https://a.example","one\r\ntwo"\r\n\r\nhttps://b.example,x';
    expect(await rowsOf(file)).toEqual([
      { line: 1, cells: ["url", "memo"] },
      { line: 2, cells: ["https://a.example", "one\ntwo"] },
      { line: 5, cells: ["https://b.example", "x"] },
    ]);
  });

  test("of many pieces is one file, letters on their borders among it", async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `https://a.example/${at},抹茶ラテ ${at}`,
    );
    const rows = await rowsOf(`url,ttl\n${lines.join("\n")}`);
    expect(rows).toHaveLength(20_001);
    expect(rows.every(({ cells }) => cells.length === 2)).toBe(true);
    expect(rows.at(-1)).toEqual({
      line: 20_001,
      cells: ["https://a.example/19999", "抹茶ラテ 19999"],
    });
  });
});

describe("letters that no mark explains", () => {
  const file = (...rows: number[]) =>
    new Blob(["url,ttl\nhttps://a.example,", new Uint8Array(rows)]);
  const KOREAN = [0xc4, 0xbf, 0xc7, 0xc7]; // 커피
  const JAPANESE = [0x83, 0x4a, 0x83, 0x74, 0x83, 0x46]; // カフェ

  test.for<[string, number[], string, string]>([
    ["CP949", KOREAN, "euc-kr", "커피"],
    ["Shift_JIS", JAPANESE, "shift_jis", "カフェ"],
    ["halfwidth Shift_JIS", [0xb6, 0xcc, 0xaa], "shift_jis", "ｶﾌｪ"],
  ])("%s is offered to choose, with its words", async ([, bytes, encoding, sample]) => {
    const encodings = await encodingsOf(file(...bytes));
    expect(encodings.length).toBeGreaterThan(1);
    expect(encodings.at(-1)).toBe("windows-1252");
    const readings = await readingsOf(file(...bytes), encodings);
    expect(readings).toContainEqual({ encoding, sample });
  });

  test.for<[string, number[]]>([
    ["Café;", [0x43, 0x61, 0x66, 0xe9, 0x3b]],
    ["é é", [0xe9, 0x20, 0xe9]],
  ])("Western ones need no question: %s", async ([, bytes]) => {
    expect(await encodingsOf(file(...bytes))).toEqual(["windows-1252"]);
  });
});

describe("the first line", () => {
  test.for([
    [["URL", "Title", "grpidx"], { kind: "good", columns: ["url", "ttl", "grpIdx"] }],
    [["https://a.example"], { kind: "no-url" }],
    [["url", "harga"], { kind: "unknown", headings: ["harga"] }],
    [["url", "Destination"], { kind: "double", column: "url" }],
    [["url", "ttl", "", " "], { kind: "good", columns: ["url", "ttl", "", ""] }],
    [["url", "line", "reason"], { kind: "good", columns: ["url", "-", "-"] }],
  ] as const)("%j is read as what it is", ([headings, header]) => {
    expect(readHeader(headings)).toEqual(header);
  });
});

test("empty cells say nothing, numbers are numbers, cells without a column are refused", () => {
  const columns = ["url", "grpIdx", "acesMaxCnt", "memo"];
  expect(linkOf(columns, ["https://a.example", "12", "many", ""])).toEqual({
    url: "https://a.example",
    grpIdx: 12,
    acesMaxCnt: "many",
  });
  expect(linkOf(columns, ["https://a.example", "", "", "", " "])).toEqual({
    url: "https://a.example",
  });
  expect(linkOf(columns, ["https://a.example", "", "", "", "x"])).toBeNull();
  const padded = ["url", "", "memo", "", ""];
  expect(linkOf(padded, ["https://a.example", "", "x", " ", "", ""])).toEqual({
    url: "https://a.example",
    memo: "x",
  });
  expect(linkOf(padded, ["https://a.example", "lost", "x"])).toBeNull();
  expect(linkOf(padded, ["https://a.example", "", "x", "", "lost"])).toBeNull();
});

test("the refused lines come with where they stood and why, in their order", () => {
  const rows = [
    { line: 9, cells: ["x"], reason: "not, allowed" },
    { line: 3, cells: ["", "a\nb"], reason: "missing" },
  ];
  expect(badRowsCsv(["url", "memo"], rows, { line: "line", reason: "reason" })).toBe(
    '\uFEFFurl,memo,line,reason\r\n,"a\nb",3,missing\r\nx,,9,"not, allowed"',
  );
});
