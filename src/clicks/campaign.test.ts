import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { campaignOf, readCampaign } from "./campaign.ts";

const read = (query: string, url: string) => readCampaign(campaignOf(query, url));
const none = { source: "", medium: "", campaign: "" };
const plain = "https://shop.example/spring";
const latin1 = fc.string({ unit: fc.nat({ max: 255 }).map((it) => String.fromCharCode(it)) });

describe("the campaign of a visit", () => {
  test.for<[string, string, string, Partial<typeof none>]>([
    ["is none where nobody speaks of one", "id=1&qr", plain, {}],
    [
      "is the visit's",
      "a=1&utm_source=instagram&utm_medium=social&utm_campaign=spring&b",
      plain,
      { source: "instagram", medium: "social", campaign: "spring" },
    ],
    [
      "is else the destination's",
      "",
      `${plain}?x=1&utm_source=mail&utm_campaign=may#top`,
      { source: "mail", campaign: "may" },
    ],
    [
      "is the visit's where both speak",
      "utm_source=qr",
      `${plain}?utm_source=mail&utm_medium=email`,
      { source: "qr", medium: "email" },
    ],
    [
      "is the destination's where the visit's is empty",
      "utm_source=",
      `${plain}?utm_source=mail`,
      { source: "mail" },
    ],
    ["is the first of two", "utm_source=one&utm_source=two", plain, { source: "one" }],
    ["is the one of two that is not empty", "utm_source=&utm_source=two", plain, { source: "two" }],
    ["is empty without a value", "utm_source&utm_medium=", plain, {}],
    ["is not in the destination's fragment", "", `${plain}#?utm_source=x`, {}],
    ["is not in the destination's path", "", `${plain}/utm_source=x`, {}],
    ["has no other names", "utm_term=a&utm_content=b&xutm_source=c", plain, {}],
    [
      "has blanks for plus signs",
      "utm_campaign=big+spring+sale",
      plain,
      { campaign: "big spring sale" },
    ],
    [
      "is decoded",
      "utm_campaign=%EB%B4%84%20%ED%95%A0%EC%9D%B8%26%2B",
      plain,
      { campaign: "봄 할인&+" },
    ],
    [
      "stays where it is decoded badly",
      "utm_campaign=100%&utm_source=%zz",
      plain,
      { campaign: "100%", source: "%zz" },
    ],
    ["has a mark for a broken byte", "utm_campaign=a%FFb", plain, { campaign: "a\uFFFDb" }],
    [
      "is read as UTF-8 where it was sent raw",
      `utm_source=${Buffer.from("메일").toString("latin1")}`,
      plain,
      { source: "메일" },
    ],
    ["keeps an equals sign", "utm_source=a=b", plain, { source: "a=b" }],
    ["is trimmed", "utm_source=++mail%20", plain, { source: "mail" }],
    ["holds no control characters", "utm_source=a%00b%0D%0Ac%00", plain, { source: "a b c" }],
    [
      "is found behind 10 KiB",
      `x=${"y".repeat(10_240)}&utm_source=late`,
      plain,
      { source: "late" },
    ],
    [
      "is cut at 100 characters",
      `utm_source=${"s".repeat(10_240)}&utm_medium=m`,
      plain,
      { source: "s".repeat(100), medium: "m" },
    ],
    [
      "is cut between letters",
      `utm_campaign=${"%EB%B4%84".repeat(50)}`,
      plain,
      { campaign: "봄".repeat(31) },
    ],
    ["is a name such as any", "utm_source=__proto__", plain, { source: "__proto__" }],
  ])("%s", ([, query, url, expected]) => {
    expect(read(query, url)).toEqual({ ...none, ...expected });
  });

  test("fits its place in a record, and is 100 characters at most, whatever bytes arrive", () => {
    const value = fc
      .string({ unit: "binary", maxLength: 300 })
      .map((it) => encodeURIComponent(it.toWellFormed()));
    const noise = fc.oneof(
      latin1,
      fc
        .array(
          fc.tuple(
            fc.constantFrom("utm_source", "utm_medium", "utm_campaign"),
            fc.oneof(latin1, value),
          ),
        )
        .map((pairs) => pairs.map(([name, it]) => `${name}=${it}`).join("&")),
    );
    fc.assert(
      fc.property(noise, noise, (query, ofUrl) => {
        const kept = campaignOf(query, `${plain}?${ofUrl}`);
        expect(kept.length).toBeLessThanOrEqual(600);
        for (const text of Object.values(readCampaign(kept))) {
          expect([...text].length).toBeLessThanOrEqual(100);
          expect(text).toBe(text.trim());
          expect(text).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });

  test("is read from any text at all", () => {
    fc.assert(fc.property(latin1, (text) => void readCampaign(text)));
  });
});
