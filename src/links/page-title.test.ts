import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codePointCount, line } from "../kit/text.ts";
import { pageTitle } from "./page-title.ts";

const read = (html: string, contentType = "text/html") => pageTitle(Buffer.from(html), contentType);

describe("a page's title", () => {
  test.for<[string, string, string | null]>([
    ["is the text of its element", "<html><head><title>Hello</title>", "Hello"],
    ["may be written in any case", "<TITLE lang=en>Hi</TiTlE >", "Hi"],
    ["is one line", "<title>\n  A\t b \u00a0c\r\n</title>", "A b c"],
    [
      "has its entities read",
      "<title>R&amp;D &lt;3 &#39;x&#x27; &hellip; &#8364;</title>",
      "R&D <3 'x' … €",
    ],
    ["reads entities once", "<title>&amp;lt;</title>", "&lt;"],
    [
      "keeps unknown entities",
      "<title>&nope; &constructor; a&b</title>",
      "&nope; &constructor; a&b",
    ],
    ["reads Windows-1252 numbers", "<title>&#150; &#x92;</title>", "– ’"],
    ["has no impossible characters", "<title>&#0;&#xD800;&#x110000;</title>", "\ufffd\ufffd\ufffd"],
    [
      "has no control characters",
      "<title>a\u0000b&#27;[31mc&#7;</title>",
      "abc".replace("c", "[31mc"),
    ],
    ["is in NFC", "<title>e\u0301</title>", "é"],
    ["is the first one", "<title>a</title><title>b</title>", "a"],
    ["is not a comment", "<!-- <title>no</title> --><title>yes</title>", "yes"],
    ["follows an empty comment", "<!--><title>yes</title>", "yes"],
    ["is not in a script", "<script>'<title>no</title>'</script><title>yes</title>", "yes"],
    ["is not a drawing's", "<svg><title>no</title></svg><title>yes</title>", "yes"],
    ["follows a drawing that closes itself", "<svg/><title>yes</title>", "yes"],
    ["is not in an attribute", '<meta content="<title>no</title>"><title>yes</title>', "yes"],
    ["survives stray quotes", "<p it's><title>yes</title>", "yes"],
    ["may hold tags as text", "<title>a <b>c</b></title>", "a <b>c</b>"],
    ["is not another element", "<titles>no</titles><title-x>no</title-x>", null],
    ["is nothing without one", "<html><body>Hello", null],
    ["is nothing where empty", "<title> \n </title>", null],
    ["is nothing where cut off", "<title>Hello", null],
    ["is nothing in nothing", "", null],
  ])("%s", ([, html, title]) => {
    expect(read(html)).toBe(title);
  });

  test("has at most 200 code points", () => {
    expect(read(`<title>${"👩".repeat(300)}</title>`)).toBe("👩".repeat(200));
    expect(read(`<title>${"ab ".repeat(300)}</title>`)).toHaveLength(199 + 1);
  });
});

describe("a page is decoded", () => {
  // "한" in EUC-KR, "é" in Latin-1, "あ" in Shift_JIS.
  const page = (bytes: number[], meta = "") =>
    Buffer.concat([Buffer.from(`${meta}<title>`), Buffer.from(bytes), Buffer.from("</title>")]);

  test.for<[string, Uint8Array, string, string]>([
    ["by its header", page([0xc7, 0xd1]), "text/html; charset=euc-kr", "한"],
    ["by its quoted header", page([0xe9]), 'text/html; charset="ISO-8859-1"', "é"],
    ["by its meta", page([0x82, 0xa0], '<meta charset="shift_jis">'), "text/html", "あ"],
    [
      "by its older meta",
      page([0xc7, 0xd1], '<meta http-equiv=content-type content="text/html; charset=EUC-KR">'),
      "text/html",
      "한",
    ],
    [
      "by its header before its meta",
      page([0xc3, 0xa9], "<meta charset=euc-kr>"),
      "text/html;charset=utf-8",
      "é",
    ],
    [
      "as UTF-8 where its charset is unknown",
      page([0xc3, 0xa9]),
      "text/html; charset=klingon",
      "é",
    ],
    [
      "as UTF-8 where a readable meta says UTF-16",
      page([0xc3, 0xa9], "<meta charset=utf-16>"),
      "text/html",
      "é",
    ],
    [
      "by its byte order mark",
      Buffer.from("\ufeff<title>é</title>", "utf16le"),
      "text/html; charset=utf-8",
      "é",
    ],
    ["with broken bytes replaced", page([0x61, 0xff]), "text/html", "a\ufffd"],
  ])("%s", ([, html, contentType, title]) => {
    expect(pageTitle(html, contentType)).toBe(title);
  });
});

describe("a hostile page is read in linear time", () => {
  const size = 256 * 1_024;
  const fill = (piece: string) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

  test.for([
    "<",
    "<a",
    "<title",
    "<title ",
    "<title>",
    "<title></titl",
    "<svg/>",
    "<svg>",
    "<script>",
    "<!--",
    "<!-->",
    '<a b="',
    "<a b=''",
    "&",
    "&#",
    " ",
    "\u0000",
    "<meta charset",
    "charset= ",
  ])("%s", (piece) => {
    const started = performance.now();
    for (const html of [fill(piece), `<title>${fill(piece)}`, `<title>${fill(piece)}</title>`]) {
      read(html, html.slice(0, 16_000));
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test("whatever the page, its title is a line of text", () => {
  const pieces = fc.constantFrom(
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<script>",
    "&#",
    ";",
    '"',
    "=",
  );
  const html = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })));
  fc.assert(
    fc.property(html, fc.string(), (parts, contentType) => {
      for (const text of [parts.join(""), `<title>${parts.join("")}</title>`]) {
        const title = read(text, contentType);
        if (title === null) continue;
        expect(line(title, { field: "ttl", min: 1 })).toBe(title);
        expect(codePointCount(title)).toBeLessThanOrEqual(200);
      }
    }),
  );
});
