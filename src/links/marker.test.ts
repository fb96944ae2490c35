import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markerIn, markerSeconds, readMarker, signMarker, withMarker } from "./marker.ts";

const key = Buffer.alloc(32, 1);
const link = { page: "subscribe", workspaceId: 1, linkId: 2 } as const;
const noon = Date.parse("2026-03-01T12:00:00Z");
const marker = signMarker(key, link, noon, "instagram.com");

describe("a marker", () => {
  test("is good for ten minutes, again and again, and knows what led to the link", () => {
    const last = noon + markerSeconds * 1_000;
    for (const at of [noon, noon, last - 1])
      expect(readMarker(key, link, marker, at)).toEqual({ from: "instagram.com" });
    expect(readMarker(key, link, marker, last)).toBeNull();
    expect(readMarker(key, link, signMarker(key, link, noon, ""), noon)).toEqual({ from: "" });
  });

  test.for([
    ["another workspace", key, { ...link, workspaceId: 12 }],
    ["another link", key, { ...link, linkId: 3 }],
    ["another page", key, { ...link, page: "continue" }],
    ["another installation", Buffer.alloc(32, 2), link],
  ] as const)("is nothing to %s", ([, otherKey, other]) => {
    expect(readMarker(otherKey, other, marker, noon)).toBeNull();
  });

  test("cannot be written or altered by hand", () => {
    const [end = "", from = "", seal = ""] = marker.split(".");
    const forged = [
      "",
      "..",
      `${Number(end) + 1}.${from}.${seal}`,
      `${end}..${seal}`,
      `${end}.${from}x.${seal}`,
      `${end}.${from}.${"A".repeat(43)}`,
      `${end}.${from}.${seal}A`,
      `${marker}&`,
    ];
    for (const text of forged) expect(readMarker(key, link, text, noon), text).toBeNull();
  });
});

describe("among the parameters of a visit", () => {
  test.for<[string, string, string]>([
    ["none", "", "simpul_go=new"],
    ["those of the visit stay, and their order", "qr&b=1&a=%20", "qr&b=1&a=%20&simpul_go=new"],
    ["an older marker gives way", "simpul_go=old&a=1", "a=1&simpul_go=new"],
    ["also where its name is encoded", "simpul%5Fgo=old&a=1", "a=1&simpul_go=new"],
    ["raw bytes are encoded as they came", 'a="ì"', "a=%22%EC%22&simpul_go=new"],
  ])("%s", ([, query, onward]) => {
    expect(withMarker(query, "new")).toBe(onward);
    expect(markerIn(withMarker(query, "new"))).toBe("new");
  });

  test("one that only looks alike is none", () => {
    for (const query of ["", "a=simpul_go", "xsimpul_go=1", "a=1&simpul_gone=1"])
      expect(markerIn(query), query).toBeNull();
  });

  test("whatever they are, the marker is found and all is fit for a header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (query) => {
        const onward = withMarker(query, marker);
        expect(onward).toMatch(/^[\x21-\x7e]+$/);
        expect(markerIn(onward)).toBe(marker);
      }),
    );
  });
});
