import { describe, expect, test } from "vitest";
import { linkOf, readHeader } from "./columns.ts";
import { readCsv } from "./read-csv.ts";
import { badRowsCsv } from "./report.ts";

async function rowsOf(...parts: BlobPart[]) {
  const rows = [];
  for await (const some of readCsv(new Blob(parts))) rows.push(...some);
  return rows;
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

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

describe("the first line", () => {
  test.for([
    [["URL", "Title", "grpidx"], { kind: "good", columns: ["url", "ttl", "grpIdx"] }],
    [["https://a.example"], { kind: "no-url" }],
    [["url", "harga"], { kind: "unknown", headings: ["harga"] }],
    [["url", "Destination"], { kind: "double", column: "url" }],
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
