import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pathWithoutPasted, splitPastedQuery, withoutPasted } from "./pasted.ts";

const PASTED = [
  ...[",", ".", ";", ":", "!", "?", "…", "'", '"', "`", "´", "’", "”", "»", "›", "“", "«"],
  ...[")", "]", "}", ">", "(", "<", "*", "**", "|", "\\", "/", "@", "#", "&", "%", "•", "§"],
  ...[
    "，",
    "。",
    "、",
    "；",
    "：",
    "！",
    "？",
    "）",
    "」",
    "』",
    "】",
    "》",
    "．",
    "＞",
    "・",
    "｡",
    "＂",
  ],
  ...["؟", "،", "؛", "।", "॥", "๏", "።", "׳", "¿", "՝", "᠃", "\u{10a50}"],
  ...[" ", "\t", "\n", "\u00a0", "\u2003", "\u3000", "\u2028"],
  ...["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u00ad", "\ufeff", "\u202c"],
  ...[".)", '".', "”。", "\u00a0\u200b", "),", ".”", "!!!"],
];

describe("what text puts behind a pasted link goes", () => {
  test.for(PASTED)("%j", (end) => {
    expect(withoutPasted(`Kq2dA7x${end}`)).toBe("Kq2dA7x");
    expect(withoutPasted(end)).toBe("");
  });

  test.for([
    "",
    "Kq2dA7x",
    "a-",
    "a_",
    "a~",
    "v1.0",
    "여름",
    "हिन्दी",
    "é",
    "☕",
    "👨\u200d👩\u200d👧",
    "a=",
    "a+",
    "a^",
  ])("but not the end of %j", (text) => {
    expect(withoutPasted(text)).toBe(text);
  });

  test("at once, however much it is", () => {
    const begin = performance.now();
    withoutPasted(`${"!".repeat(100_000)}a`);
    expect(withoutPasted(`a${"!".repeat(100_000)}`)).toBe("a");
    expect(performance.now() - begin).toBeLessThan(500);
  });

  test("once: nothing is left to go", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bare = withoutPasted(text);
        expect(text.startsWith(bare)).toBe(true);
        expect(withoutPasted(bare)).toBe(bare);
      }),
    );
  });
});

describe("the path without what was pasted behind it", () => {
  test.for<[string, string | null]>([
    ["/Kq2dA7x,", "/Kq2dA7x"],
    ["/Kq2dA7x.", "/Kq2dA7x"],
    ["/Kq2dA7x/.", "/Kq2dA7x"],
    ["/Kq2dA7x./", "/Kq2dA7x"],
    ["/Kq2dA7x%E2%80%9D", "/Kq2dA7x"],
    ["/Kq2dA7x%C2%A0", "/Kq2dA7x"],
    ["/%EC%97%AC%EB%A6%84%E3%80%82", "/%EC%97%AC%EB%A6%84"],
    ["/Kq2dA7x~8Tn2cVq0LrX4d.", "/Kq2dA7x~8Tn2cVq0LrX4d"],
    ["/Kq2dA7x/qr)", "/Kq2dA7x/qr"],
    ["/Kq2dA7x,/subscribe", "/Kq2dA7x/subscribe"],
    ["/Kq2dA7x", null],
    ["/Kq2dA7x/", null],
    ["/Kq2dA7x/qr", null],
    ["/,", null],
    ["/", null],
    ["/Kq2dA7x%", null],
    ["/Kq2dA7x%ff,", null],
    [`/${"a,/".repeat(5_000)}`, null],
  ])("%s is %s", ([path, bare]) => {
    expect(pathWithoutPasted(path)).toBe(bare);
  });

  test("is a path, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(pathWithoutPasted(`/${text}`) ?? "/").toMatch(/^\/[!-~]*$/);
        splitPastedQuery(`/${text}`);
      }),
    );
  });
});

describe("the query that was put behind a path", () => {
  test.for<[string, ReturnType<typeof splitPastedQuery>]>([
    ["/Kq2dA7x&utm_source=soup", { path: "/Kq2dA7x", query: "utm_source=soup" }],
    ["/Kq2dA7x&a=1&b=2", { path: "/Kq2dA7x", query: "a=1&b=2" }],
    ["/Kq2dA7x&amp;a=1&amp;b=2", { path: "/Kq2dA7x", query: "a=1&b=2" }],
    ["/Kq2dA7x%26a=1", { path: "/Kq2dA7x", query: "a=1" }],
    ["/Kq2dA7x%3Fa=1", { path: "/Kq2dA7x", query: "a=1" }],
    ["/Kq2dA7x%3fa=1&b=%26", { path: "/Kq2dA7x", query: "a=1&b=%26" }],
    ["/Kq2dA7x~8Tn2cVq0LrX4d&a=", { path: "/Kq2dA7x~8Tn2cVq0LrX4d", query: "a=" }],
    ["/Kq2dA7x/qr&size=300", { path: "/Kq2dA7x/qr", query: "size=300" }],
    ["/Kq2dA7x", null],
    ["/Kq2dA7x&", null],
    ["/Kq2dA7x&soup", null],
    ["/Kq2dA7x&=soup", null],
    ["/&a=1", null],
    ["/%EC%97%AC", null],
  ])("%s", ([path, split]) => {
    expect(splitPastedQuery(path)).toEqual(split);
  });
});
