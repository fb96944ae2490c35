import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressOf,
  badPath,
  makeHostReader,
  parseSidePath,
  parseVisitPath,
  shortUrl,
  tokenInPath,
} from "./address.ts";
import { parseBrandSlug } from "./link-id.ts";

describe("the path of a visit names", () => {
  test.for<[string, string | null | typeof badPath]>([
    ["/Kq2dA7x", "Kq2dA7x"],
    ["/Kq2dA7x/", "Kq2dA7x"],
    ["/Kq2dA7x//", null],
    ["/Kq2dA7x/qr", null],
    ["/", null],
    ["//", null],
    ["", null],
    ["*", null],
    ["/a.b-c_d", "a.b-c_d"],
    ["/.", null],
    ["/%2e%2e", null],
    ["/%EC%97%AC%EB%A6%84", "여름"],
    ["/%EC%97%AC%EB%A6%84/", "여름"],
    ["/e%CC%81te", "éte"],
    ["/ì\u0097¬ë¦\u0084", "여름"],
    ["/K%712dA7x", "Kq2dA7x"],
    ["/a%2Fb", null],
    ["/a%00", null],
    ["/a%20b", null],
    ["/a%", badPath],
    ["/a%zz", badPath],
    ["/a%ff", badPath],
    ["/%ED%A0%80", badPath],
    ["/a\u00ff", badPath],
    ["/Kq2dA7x~token", "Kq2dA7x"],
    ["/Kq2dA7x%7Etoken", "Kq2dA7x"],
    ["/Kq2dA7x~token/other", null],
    ["/Kq2dA7x~to%2Fken", "Kq2dA7x"],
    ["/~token", null],
    ["/Kq2dA7x~token/other", null],
    ["/Kq2dA7x%7Etoken/qr", null],
    [`/Kq2dA7x~${"t".repeat(8_000)}`, "Kq2dA7x"],
    ["/Kq2dA7x~a%zz", badPath],
    [`/${"a".repeat(100)}`, "a".repeat(100)],
    [`/${"a".repeat(101)}`, null],
    [`/${"%ED%95%9C".repeat(101)}`, null],
    [`/${".".repeat(16_000)}`, null],
  ])("%s", ([path, slug]) => {
    expect(parseVisitPath(path)).toBe(slug);
  });

  test("the slug whose short URL was visited", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.stringMatching(/^[\p{L}\p{N}_.-]{1,40}$/u),
        (wild, tame) => {
          for (const text of [wild, tame]) {
            let slug: string;
            try {
              slug = parseBrandSlug(text, "brandLinkId");
            } catch {
              continue;
            }
            const url = shortUrl("https://go.example", slug);
            expect(url).toMatch(/^[\x21-\x7e]+$/);
            expect(parseVisitPath(new URL(url).pathname)).toBe(slug);
          }
        },
      ),
    );
  });

  test("something or nothing, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        parseVisitPath(`/${text}`);
        parseVisitPath(text);
        tokenInPath(`/${text}`);
      }),
    );
  });
});

describe("what a path asks about a link is", () => {
  test.for<[string, ReturnType<typeof parseSidePath>]>([
    ["/Kq2dA7x/qr", { slug: "Kq2dA7x", side: "qr", linkPath: "/Kq2dA7x" }],
    ["/Kq2dA7x/stats/", { slug: "Kq2dA7x", side: "stats", linkPath: "/Kq2dA7x" }],
    ["/%ec%97%ac/%73tats", { slug: "여", side: "stats", linkPath: "/%ec%97%ac" }],
    ["/Kq2dA7x~token/qr", { slug: "Kq2dA7x", side: "qr", linkPath: "/Kq2dA7x~token" }],
    ["/Kq2dA7x~t/subscribe", { slug: "Kq2dA7x", side: "subscribe", linkPath: "/Kq2dA7x~t" }],
    ["/qr/qr", { slug: "qr", side: "qr", linkPath: "/qr" }],
    ["/Kq2dA7x", null],
    ["/qr", null],
    ["//qr", null],
    ["/Kq2dA7x//qr", null],
    ["/Kq2dA7x/qr//", null],
    ["/Kq2dA7x/qr/more", null],
    ["/Kq2dA7x/QR", null],
    ["/Kq2dA7x%2Fqr", null],
    ["/a b/qr", null],
    ["", null],
  ])("%s", ([path, side]) => {
    expect(parseSidePath(path)).toEqual(side);
  });
});

describe("the personal token in the path", () => {
  test.for<[string, string | null]>([
    ["/Kq2dA7x", null],
    ["/Kq2dA7x/", null],
    ["/%EC%97%AC%EB%A6%84", null],
    ["/K%712dA7x", null],
    ["/Kq2dA7x~token", "token"],
    ["/Kq2dA7x~token/", "token"],
    ["/Kq2dA7x%7Etoken", "token"],
    ["/Kq2dA7x%7etoken", "token"],
    ["/Kq2dA7x~t%6Fken", "token"],
    ["/Kq2dA7x~", ""],
    ["/Kq2dA7x~one~two", "one~two"],
    ["/%EC%97%AC%EB%A6%84~token", "token"],
    ["/ì\u0097¬ë¦\u0084~token", "token"],
    ["/Kq2dA7x~a%zz", null],
  ])("%s is %s", ([path, token]) => {
    expect(tokenInPath(path)).toBe(token);
  });
});

describe("the host of a visit", () => {
  const hostOf = makeHostReader("go.example");

  test.for<[string | undefined, string]>([
    ["brand.example", "brand.example"],
    ["BRAND.Example", "brand.example"],
    ["brand.example:443", "brand.example"],
    ["brand.example:80", "brand.example"],
    ["brand.example:8443", "brand.example:8443"],
    ["brand.example.", "brand.example"],
    ["한국.kr", "xn--3e0b707e.kr"],
    ["localhost", "go.example"],
    ["LOCALHOST:9999", "go.example"],
    ["a.localhost:1", "go.example"],
    ["127.0.0.1:8080", "go.example"],
    ["127.255.3.4", "go.example"],
    ["[::1]:8080", "go.example"],
    ["128.0.0.1", "128.0.0.1"],
    ["127.0.0.1.evil.example", "127.0.0.1.evil.example"],
    ["notlocalhost", "notlocalhost"],
    [undefined, "go.example"],
    ["", ""],
    ["a b", ""],
    ["user@brand.example", ""],
    ["brand.example/x", ""],
    ["brand.example:99999", ""],
  ])("%s is %s", ([header, host]) => {
    expect(hostOf(header)).toBe(host);
    expect(hostOf(header)).toBe(host);
  });

  test("may be thousands in a row", () => {
    for (let i = 0; i < 5_000; i++) expect(hostOf(`H${i}.example`)).toBe(`h${i}.example`);
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (header) => {
        expect(typeof hostOf(header)).toBe("string");
      }),
    );
  });
});

test("an address is host and slug", () => {
  expect(addressOf("go.example", "여름")).toBe("go.example/여름");
});
