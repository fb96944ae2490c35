import type { Page, RenderedPage } from "../../src/http/visitor/pages/page.ts";
import { renderPage } from "../../src/http/visitor/pages/render-page.ts";
import type { Language } from "../../src/kit/language.ts";
import { languages } from "../../src/kit/language.ts";

const at = new Date("2026-12-11T17:00:00Z");
const timeZone = "Asia/Jakarta";
const endless = "x".repeat(200);

/** Every page a visitor can meet, by the path it is served under. */
export function examplePages(origin: string): ReadonlyMap<string, RenderedPage> {
  const pages: Readonly<Record<string, Page>> = {
    "not-found": { kind: "not-found", address: "klr.example/gajain-nov" },
    "not-found-long": { kind: "not-found", address: `klr.example/${endless}` },
    early: { kind: "early", opensAt: at, timeZone },
    expired: { kind: "expired", endedAt: at, timeZone },
    full: { kind: "full" },
    password: { kind: "password", triesLeft: null, from: "" },
    "password-wrong": { kind: "password", triesLeft: 2, from: "" },
    "password-wait": { kind: "password-wait", minutes: 5 },
    // An answer without content leaves the browser on the page that led to it.
    forward: forwardTo(`${origin}/no-content?q=${endless}`),
    subscribe: {
      kind: "subscribe",
      serverKey: "BOzxkhOJvEuCxAYtZ3rzbsmPcjzGzT8TpzbPCDYgbjc",
      marker: "1796000000..xyz",
      onward: `?utm_source=${endless}&simpul_go=1796000000..xyz`,
    },
    preview: {
      kind: "preview",
      title: "Kopi Susu Aren",
      description: "Manis & gurih",
      image: null,
      marker: "1796000000..xyz",
    },
    unavailable: { kind: "unavailable" },
    "bad-address": { kind: "bad-address" },
    method: { kind: "method" },
    error: { kind: "error", requestId: "req-7f3k2m9q" },
  };
  return new Map(
    languages.flatMap((language) =>
      Object.entries(pages).map(([name, page]) => [
        `/${language}/${name}`,
        renderPage(page, language, ownerFor(language, page)),
      ]),
    ),
  );
}

export function forwardTo(url: string): Page {
  const title = "Kopi Susu Aren";
  return { kind: "forward", url, title, description: "Manis & gurih", image: null };
}

function ownerFor(language: Language, page: Page): { name: string } | null {
  if (page.kind === "not-found" && language === "en") return null;
  return { name: "Kopi Lereng" };
}
