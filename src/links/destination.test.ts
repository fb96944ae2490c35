import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDestination, parseWebhookUrl } from "./destination.ts";

const rule = { field: "url", isLinkHost: (host: string) => host === "go.example" };

describe("a destination is stored", () => {
  test.for<[string, string, string]>([
    ["as sent where plain", "https://example.com", "https://example.com"],
    ["trimmed", "  https://example.com/a ", "https://example.com/a"],
    ["without an invisible end", "https://example.com/a\u200b", "https://example.com/a"],
    [
      "without invisible ends",
      "\ufeff\u202a https://example.com/\u2060 \u00ad\u202c",
      "https://example.com/",
    ],
    [
      "with what is invisible inside it",
      "https://example.com/a\u200bb?q=\u200e#\u00ad!",
      "https://example.com/a%E2%80%8Bb?q=%E2%80%8E#%C2%AD!",
    ],
    ["with an escaped end", "https://example.com/a%E2%80%8B", "https://example.com/a%E2%80%8B"],
    ["with an emoji's end", "https://example.com/❤️", "https://example.com/%E2%9D%A4%EF%B8%8F"],
    ["with dots and case as sent", "https://Example.com/a/../B", "https://Example.com/a/../B"],
    ["with its broken escapes", "https://example.com/100%?q=%zz", "https://example.com/100%?q=%zz"],
    ["with a user name", "https://u:p@example.com/", "https://u:p@example.com/"],
    [
      "in ASCII",
      "https://한국.kr/여름?q=é#ö",
      "https://xn--3e0b707e.kr/%EC%97%AC%EB%A6%84?q=%C3%A9#%C3%B6",
    ],
    ["without spaces", "https://example.com/a b", "https://example.com/a%20b"],
    ["without back slashes", "https:\\\\example.com\\a", "https://example.com/a"],
    ["with its scheme in lower case", "HTTPS://example.com/", "https://example.com/"],
    ["with two slashes", "https:///example.com", "https://example.com/"],
    ["with an address as host", "http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"],
  ])("%s", ([, sent, stored]) => {
    expect(parseDestination(sent, rule)).toBe(stored);
  });
});

describe("a destination is refused", () => {
  test.for<[string, string]>([
    ["", "url_unreadable"],
    ["example.com", "url_unreadable"],
    ["/path", "url_unreadable"],
    ["https://exa mple.com/", "url_unreadable"],
    ["https://example.com:99999/", "url_unreadable"],
    ["https://[::1/", "url_unreadable"],
    ["https://example.com/a\nb", "url_unreadable"],
    ["java\tscript:alert(1)", "url_unreadable"],
    ["https://example.com/\ud83d", "url_unreadable"],
    ["javascript:alert(1)", "url_scheme"],
    ["data:text/html,x", "url_scheme"],
    ["ftp://example.com/", "url_scheme"],
    ["intent://scan/#Intent;end", "url_scheme"],
    ["https://", "url_no_host"],
    ["https:", "url_no_host"],
    ["https://?q", "url_no_host"],
    ["http:///#x", "url_no_host"],
    ["https://go.example/x", "url_loop"],
    ["https://go.example/x\u200b", "url_loop"],
    ["\u200b", "url_unreadable"],
    ["https://GO.example./x", "url_loop"],
    ["https://go%2Eexample/x", "url_loop"],
    ["https:\\\\go.example/x", "url_loop"],
    ["https://user@go.example/", "url_loop"],
  ])("%j: %s", ([sent, reason]) => {
    expect(() => parseDestination(sent, rule)).toThrow(
      expect.objectContaining({ code: "url_refused", params: { field: "url", reason } }),
    );
  });

  test("past 3,000 bytes, counted in UTF-8", () => {
    const start = "https://example.com/";
    const fits = start + "a".repeat(3_000 - start.length);
    expect(parseDestination(fits, rule)).toBe(fits);
    for (const long of [`${fits}a`, start + "한".repeat(994)]) {
      expect(() => parseDestination(long, rule)).toThrow(
        expect.objectContaining({
          params: { field: "url", reason: "url_too_long", max: 3_000 },
        }),
      );
    }
  });

  test("for plain http where https is asked", () => {
    const image = { ...rule, field: "metaImg", httpsOnly: true };
    expect(parseDestination("https://example.com/a.png", image)).toBe("https://example.com/a.png");
    expect(() => parseDestination("http://example.com/a.png", image)).toThrow(
      expect.objectContaining({ params: { field: "metaImg", reason: "url_not_https" } }),
    );
  });
});

test("what is stored is fit for a header and leads where the sent text leads", () => {
  const part = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(fc.webUrl(), part, part, part, (start, path, query, hash) => {
      const sent = `${start}/${path}?${query}#${hash}`;
      let stored: string;
      try {
        stored = parseDestination(sent, rule);
      } catch {
        return;
      }
      expect(stored).toMatch(/^[\x21-\x7e]+$/);
      expect(new URL(stored).href).toBe(new URL(sent.trim()).href);
    }),
  );
});

describe("a webhook's URL", () => {
  const secure = { field: "webhookCallbackUrl", allowHttp: false };

  test("is https, and plain http where the operator allows it", () => {
    expect(parseWebhookUrl("https://hooks.test/x", secure)).toBe("https://hooks.test/x");
    expect(parseWebhookUrl("http://10.0.0.1/", { ...secure, allowHttp: true })).toBe(
      "http://10.0.0.1/",
    );
  });

  test.for<[string, boolean, string]>([
    ["http://hooks.test/", false, "url_not_https"],
    ["ftp://hooks.test/", true, "url_scheme"],
    ["hooks.test", false, "url_unreadable"],
    ["https://", false, "url_no_host"],
  ])("%s (http allowed: %s) is refused: %s", ([sent, allowHttp, reason]) => {
    expect(() => parseWebhookUrl(sent, { ...secure, allowHttp })).toThrow(
      expect.objectContaining({
        code: "webhook_url_refused",
        params: { field: "webhookCallbackUrl", reason },
      }),
    );
  });
});
