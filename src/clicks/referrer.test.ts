import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referrerHost } from "./referrer.ts";

const label = "x".repeat(60);

describe("where a visit comes from", () => {
  test.for<[string, string, string]>([
    ["a page", "https://blog.example.com/post/1?x=1#top", "blog.example.com"],
    ["an origin", "https://l.instagram.com/", "l.instagram.com"],
    ["an origin without a slash", "https://t.co", "t.co"],
    ["plain http", "http://m.facebook.com/", "m.facebook.com"],
    ["www", "https://www.google.co.kr/", "google.co.kr"],
    ["a domain that is called www", "https://www.com/", "www.com"],
    ["capitals", "HTTPS://WWW.Naver.COM/", "naver.com"],
    ["a port", "http://localhost:3000/x", "localhost"],
    ["a root dot", "https://example.com./", "example.com"],
    ["a user's name", "https://user:secret@example.com/", "example.com"],
    ["an address", "http://192.168.0.1/admin", "192.168.0.1"],
    ["an IPv6 address", "http://[2001:db8::1]:80/", "[2001:db8::1]"],
    ["punycode", "https://xn--hq1bm8jm9l.example/", "xn--hq1bm8jm9l.example"],
    [
      "raw UTF-8",
      `https://${Buffer.from("예시.example").toString("latin1")}/`,
      "xn--vv4b11d.example",
    ],
    ["an Android app", "android-app://com.google.android.gm/", "com.google.android.gm"],
    ["an Android app by a path", "android-app://com.Slack/https/slack.com", "com.slack"],
    ["an iOS app", "ios-app://389801252/instagram", "389801252"],
    ["a backslash", "https:\\\\example.com\\", ""],
    ["nothing", "", ""],
    ["a blank", " ", ""],
    ["about", "about:blank", ""],
    ["about:client", "about:client", ""],
    ["a file", "file:///home/me/page.html", ""],
    ["data", "data:text/html,hello", ""],
    ["an extension", "chrome-extension://abcdefgh/page.html", ""],
    ["a bare host", "instagram.com", ""],
    ["a path", "/post/1", ""],
    ["a scheme alone", "https://", ""],
    ["a scheme and a slash", "https:///path", ""],
    ["a bad port", "https://example.com:99999/", ""],
    ["a script", "https://<script>alert(1)</script>/", ""],
    ["a quote", "https://exa'mple.com/", ""],
    ["broken encoding", "https://%zz.example/", ""],
    ["an encoded nothing", "https://a%00b.example/", ""],
    ["a broken byte", "https://\xff.example/", ""],
    ["the end of a long host", `https://${label}.${label}.example/`, `${label}.example`],
    ["64 KiB of path", `https://example.com/${"a".repeat(65_536)}`, "example.com"],
    ["64 KiB of host", `https://${"a".repeat(65_536)}.example/`, ""],
    ["64 KiB of nothing", "h".repeat(65_536), ""],
  ])("%s", ([, referrer, host]) => {
    expect(referrerHost(referrer)).toBe(host);
  });

  test("is a host of at most 100 characters or nothing, whatever bytes arrive", () => {
    const latin1 = fc.string({
      unit: fc.nat({ max: 255 }).map((it) => String.fromCharCode(it)),
      maxLength: 300,
    });
    const noise = fc.oneof(
      latin1,
      latin1.map((it) => `https://${it}`),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(noise, (text) => /^[\w.:[\]-]{0,100}$/.test(referrerHost(text))),
      {
        numRuns: 2_000,
      },
    );
  });
});
