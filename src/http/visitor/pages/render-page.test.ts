import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { languages } from "../../../kit/language.ts";
import type { Page } from "./page.ts";
import { renderPage } from "./render-page.ts";

const hostile = `</title></style><script>alert(1)</script><img src=x onerror=alert(1)>"'&`;
const at = new Date("2026-12-11T17:00:00Z");
const timeZone = "Asia/Jakarta";

const answers: readonly (readonly [status: number, page: Page])[] = [
  [404, { kind: "not-found", address: `klr.example/${hostile}` }],
  [403, { kind: "early", opensAt: at, timeZone }],
  [410, { kind: "expired", endedAt: at, timeZone }],
  [410, { kind: "full" }],
  [401, { kind: "password", triesLeft: null, from: "" }],
  [401, { kind: "password", triesLeft: 2, from: hostile }],
  [429, { kind: "password-wait", minutes: 5 }],
  [200, forwardTo(`https://shop.example/${hostile}`, hostile)],
  [200, forwardTo("https://shop.example/", null)],
  [200, { kind: "subscribe", serverKey: hostile, marker: hostile, onward: `?${hostile}` }],
  [200, { kind: "preview", title: hostile, description: hostile, image: hostile, marker: hostile }],
  [200, { kind: "preview", title: null, description: null, image: null, marker: "1.2.3" }],
  [503, { kind: "unavailable" }],
  [400, { kind: "bad-address" }],
  [405, { kind: "method" }],
  [500, { kind: "error", requestId: hostile }],
];

function forwardTo(url: string, said: string | null): Page {
  return { kind: "forward", url, title: said, description: said, image: said };
}

function occurrences(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function fingerprint(text: string | undefined): string {
  return `'sha256-${createHash("sha256")
    .update(text ?? "")
    .digest("base64")}'`;
}

describe.for(languages)("in %s", (language) => {
  describe.for(answers)("the %d page of %o", ([status, page]) => {
    const rendered = renderPage(page, language, { name: hostile });
    const { html, csp } = rendered;

    test("is one complete document in the visitor's language", () => {
      expect(rendered.status).toBe(status);
      expect(rendered.language).toBe(language);
      expect(html.startsWith(`<!doctype html>\n<html lang="${language}">`)).toBe(true);
      for (const tag of ["title", "style", "header", "main", "h1", "footer"])
        expect(occurrences(html, new RegExp(`<${tag}[> ]`, "g")), tag).toBe(1);
      expect(/<h1>([^<]+)<\/h1>/.exec(html)?.[1]?.trim()).toBeTruthy();
      expect(html).toContain('<meta name="robots" content="noindex">');
      expect(html).not.toMatch(/<>|<\/>|undefined|\[object|NaN/);
    });

    test("carries nothing of what others typed as markup", () => {
      const ours = page.kind === "forward" || page.kind === "subscribe" ? 1 : 0;
      expect(occurrences(html, /<script/gi)).toBe(ours);
      expect(occurrences(html, /<img/gi)).toBe(0);
      expect(html).not.toMatch(/<[^>]*\sstyle=/i);
      expect(html).not.toMatch(/<[^>]*"[^>"]*"'/);
    });

    test("allows exactly its own style and script", () => {
      const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1];
      const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1];
      const form = page.kind === "password" || page.kind === "preview";
      const directives = Object.fromEntries(
        csp.split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1).join(" ")]),
      );
      expect(directives).toStrictEqual({
        "default-src": "'none'",
        "style-src": fingerprint(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        ...(form ? {} : { "form-action": "'none'" }),
        ...(script === undefined ? {} : { "script-src": fingerprint(script) }),
        ...(page.kind === "subscribe" ? { "connect-src": "'self'", "worker-src": "'self'" } : {}),
      });
    });

    test("asks no other host, and not for an icon either", () => {
      expect(html).toContain('<link rel="icon" href="data:image/svg+xml,');
      const asked = [
        ...html.matchAll(/<(?:link|script|img|iframe|source)\b[^>]*\b(?:src|href)="([^"]*)/g),
      ];
      expect(asked.filter(([, url = ""]) => !url.startsWith("data:"))).toEqual([]);
      expect(html).not.toMatch(/url\(|@import/);
    });

    test("is small", () => {
      expect(gzipSync(html).length).toBeLessThanOrEqual(14 * 1024);
    });
  });
});

describe("the pages", () => {
  const kopi = { name: "Kopi Lereng" };

  test("say whose link it is", () => {
    const { html } = renderPage({ kind: "full" }, "ko", kopi);
    expect(html).toContain("<title>마감된 링크 · Kopi Lereng</title>");
    expect(html).toContain("<header>Kopi Lereng</header>");
    expect(html).toContain("<span>Kopi Lereng의 단축 링크</span>");
  });

  test("speak for Simpul where nobody owns the address", () => {
    const { html } = renderPage({ kind: "not-found", address: "x.example/a" }, "en", null);
    expect(html).toContain("<title>No link here · Simpul</title>");
    expect(html).toContain("<header>Simpul</header>");
    expect(html).toContain('<p class="asked">x.example/a</p>');
  });

  test("say when a link opens, for people and for programs", () => {
    const { html } = renderPage({ kind: "early", opensAt: at, timeZone }, "ja", kopi);
    expect(html).toContain("<title>12月12日に開きます · Kopi Lereng</title>");
    expect(html).toContain(
      '<dl class="when"><dt>開始</dt><dd><time datetime="2026-12-12T00:00:00+07:00">2026年12月12日(土) 0:00</time><span class="z">ジャカルタ時間(WIB、UTC+7)</span></dd></dl>',
    );
  });

  test("ask for the password once without an alarm", () => {
    const { html } = renderPage({ kind: "password", triesLeft: null, from: "" }, "id", kopi);
    expect(html).toContain("<title>Masukkan kata sandi · Kopi Lereng</title>");
    expect(html).toMatch(/<form method="post"><label for="password">Kata sandi<\/label>/);
    expect(html).toMatch(/<input id="password" name="password" type="password" required auto/);
    expect(html).not.toMatch(/role="alert"|aria-invalid="|autofocus/);
  });

  test.for([
    [2, "That password is not right. 2 tries left."],
    [1, "That password is not right. 1 try left."],
    [0, "That password is not right. No tries left."],
  ] as const)("say after a wrong password that %d are left", ([triesLeft, words]) => {
    const { html } = renderPage({ kind: "password", triesLeft, from: "" }, "en", kopi);
    expect(html).toContain("<title>Error: that password is not right · Kopi Lereng</title>");
    expect(html).toMatch(/<p class="error" id="error" role="alert">/);
    expect(html).toContain(`<span>${words}</span>`);
    expect(html).toContain(' autofocus autocomplete="off"');
    expect(html).toContain('aria-invalid="true" aria-describedby="error hint"');
  });

  test("say how long to wait", () => {
    const wait = (minutes: number) => renderPage({ kind: "password-wait", minutes }, "en", kopi);
    expect(wait(5).html).toContain("Open the link again in 5 minutes.");
    expect(wait(1).html).toContain("Open the link again in 1 minute.");
  });

  test("lead on to the destination in three ways, and describe it", () => {
    const page: Page = {
      kind: "forward",
      url: "https://kopi.example/menu?a=1&b=2",
      title: "Kopi Susu Aren",
      description: "Manis & gurih",
      image: "https://kopi.example/a.png",
    };
    const { html } = renderPage(page, "id", kopi);
    const url = "https://kopi.example/menu?a=1&amp;b=2";
    expect(html).toContain("<title>Membuka Kopi Susu Aren</title>");
    expect(html).toContain(`<meta http-equiv="refresh" content="0;url=${url}"/>`);
    expect(html).toContain(`<a class="next" href="${url}">kopi.example/menu?a=1&amp;b=2</a>`);
    expect(html).toContain('<meta property="og:title" content="Kopi Susu Aren"/>');
    expect(html).toContain('<meta property="og:description" content="Manis &amp; gurih"/>');
    expect(html).toContain('<meta name="description" content="Manis &amp; gurih"/>');
    expect(html).toContain('<meta property="og:image" content="https://kopi.example/a.png"/>');
    expect(html.indexOf("<script>")).toBeGreaterThan(html.indexOf('class="next"'));
  });

  test("leave out what the owner did not say", () => {
    const { html } = renderPage(forwardTo("http://kopi.example/", null), "en", kopi);
    expect(html).toContain("<title>Opening your link</title>");
    expect(html).toContain('<a class="next" href="http://kopi.example/">kopi.example</a>');
    expect(html).not.toMatch(/og:title|og:image|description/);
  });

  test("ask to subscribe, go on whatever the answer, and by themselves without script", () => {
    const page: Page = {
      kind: "subscribe",
      serverKey: "BKey",
      marker: "1.2.3",
      onward: "?a=1&simpul_go=1.2.3",
    };
    const { html } = renderPage(page, "en", kopi);
    const onward = "?a=1&amp;simpul_go=1.2.3";
    expect(html).toContain("<title>News from Kopi Lereng?</title>");
    expect(html).toContain("<h1>Would you like news from Kopi Lereng?</h1>");
    expect(html).toContain(
      `<noscript><meta http-equiv="refresh" content="0;url=${onward}"/></noscript>`,
    );
    expect(html).toContain(
      '<button type="button" hidden data-key="BKey" data-marker="1.2.3">Yes, allow notifications</button>',
    );
    expect(html).toContain(`<a class="next plain" href="${onward}">No, go straight on</a>`);
  });

  test("hand on what led to the password form", () => {
    const shown = (from: string) =>
      renderPage({ kind: "password", triesLeft: null, from }, "en", kopi).html;
    expect(shown("instagram.com")).toContain(
      '<input type="hidden" name="from" value="instagram.com"',
    );
    expect(shown("")).not.toContain('name="from"');
  });
});
