import { validateHeaderValue } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forwardTarget } from "./forward-target.ts";

describe("a visit is forwarded", () => {
  test.for<[string, string, string, string]>([
    ["to the destination as it stands", "https://a.test/x?y=%zz#f", "", "https://a.test/x?y=%zz#f"],
    ["with its query added", "https://a.test/x", "u=1&v=2", "https://a.test/x?u=1&v=2"],
    ["after the destination's own", "https://a.test/?a=1", "b=2", "https://a.test/?a=1&b=2"],
    ["before the fragment", "https://a.test/#/r?s", "b=2", "https://a.test/?b=2#/r?s"],
    ["with the destination's value", "https://a.test/?a=1", "a=2&b=3", "https://a.test/?a=1&b=3"],
    [
      "with names compared as read",
      "https://a.test/?a+b=1",
      "a%20b=2&c",
      "https://a.test/?a+b=1&c",
    ],
    ["with names told apart by case", "https://a.test/?a=1", "A=2", "https://a.test/?a=1&A=2"],
    ["with each of a repeated name", "https://a.test/", "t=1&t=2", "https://a.test/?t=1&t=2"],
    ["without the QR marker", "https://a.test/", "qr", "https://a.test/"],
    [
      "without the marker among others",
      "https://a.test/",
      "a=1&qr=1&%71r&b",
      "https://a.test/?a=1&b",
    ],
    [
      "without what it went on with from the subscription page",
      "https://a.test/",
      "simpul_go=1.2.3&a=1&simpul%5Fgo=4",
      "https://a.test/?a=1",
    ],
    ["without empty pairs", "https://a.test/", "&&a=1&&", "https://a.test/?a=1"],
    ["with an empty query filled", "https://a.test/?", "a=1", "https://a.test/?a=1"],
    ["with an open query continued", "https://a.test/?a&", "b", "https://a.test/?a&b"],
    ["with a question mark as a name", "https://a.test/??", "b", "https://a.test/??&b"],
    ["with a nameless value", "https://a.test/", "=1", "https://a.test/?=1"],
    [
      "with broken escapes as they are",
      "https://a.test/?%zz=1",
      "%zz=2&%=3",
      "https://a.test/?%zz=1&%=3",
    ],
    [
      "with prototype names as mere names",
      "https://a.test/?a",
      "__proto__=1",
      "https://a.test/?a&__proto__=1",
    ],
    ["without a second fragment", "https://a.test/#f", "a=1#g", "https://a.test/?a=1%23g#f"],
    [
      "with raw bytes escaped",
      "https://a.test/",
      'a=\u00ec\u0097\u00ac \r\n"<>',
      "https://a.test/?a=%EC%97%AC%20%0D%0A%22%3C%3E",
    ],
  ])("%s", ([, url, query, target]) => {
    expect(forwardTarget(url, query)).toBe(target);
  });

  test("to what is always fit for a header, whatever the query", () => {
    const urls = fc.webUrl({ withFragments: true, withQueryParameters: true });
    fc.assert(
      fc.property(urls, fc.string({ unit: "binary" }), fc.string(), (url, wild, tame) => {
        for (const query of [wild, tame, `${wild}&${tame}=1`, `\ud800${wild}\u0000\r\n`]) {
          const target = forwardTarget(url, query);
          expect(target).toMatch(/^[\x21-\x7e]+$/);
          validateHeaderValue("location", target);
        }
      }),
    );
  });

  test("never to another host, path or fragment", () => {
    const urls = fc.webUrl({ withFragments: true, withQueryParameters: true });
    fc.assert(
      fc.property(urls, fc.string(), (url, query) => {
        const [to, from] = [new URL(forwardTarget(url, query)), new URL(url)];
        expect([to.origin, to.pathname, to.hash]).toEqual([from.origin, from.pathname, from.hash]);
        for (const [name] of from.searchParams) {
          expect(to.searchParams.getAll(name)).toEqual(from.searchParams.getAll(name));
        }
      }),
    );
  });
});
