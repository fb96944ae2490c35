import type { Texts } from "../texts/catalogue.ts";
import { html } from "./html.ts";
import { readable } from "./readable.ts";
import type { View } from "./view.ts";

export function notFound(texts: Texts["notFound"], address: string): View {
  return {
    ...texts,
    status: 404,
    thread: "loose",
    content: html`<p class="asked">${readable(address)}</p><p>${texts.spelling}</p><p>${texts.ask}</p>`,
  };
}

export function full(texts: Texts["full"]): View {
  return {
    ...texts,
    status: 410,
    thread: "wound",
    content: html`<p>${texts.why}</p><p>${texts.ask}</p>`,
  };
}

export function passwordWait(texts: Texts["passwordWait"], minutes: number): View {
  return {
    title: texts.title,
    heading: texts.heading,
    status: 429,
    thread: "tied",
    content: html`<p>${texts.why}</p><p>${texts.again(minutes)}</p>`,
  };
}

export function unavailable(texts: Texts["unavailable"]): View {
  return {
    ...texts,
    status: 503,
    thread: "ahead",
    content: html`<p>${texts.why}</p><p>${openAgain(texts.retry)}</p>`,
  };
}

export function badAddress(texts: Texts["badAddress"]): View {
  return {
    ...texts,
    status: 400,
    thread: "loose",
    content: html`<p>${texts.why}</p><p>${texts.ask}</p>`,
  };
}

export function method(texts: Texts["method"]): View {
  return {
    ...texts,
    status: 405,
    thread: "loose",
    content: html`<p>${texts.why}</p><p>${openAgain(texts.open)}</p>`,
  };
}

export function error(texts: Texts["error"], requestId: string): View {
  return {
    ...texts,
    status: 500,
    thread: "loose",
    content: html`<p>${texts.why}</p><p>${openAgain(texts.retry)}</p><p>${texts.report}</p>
      <p class="asked">${requestId}</p>`,
  };
}

// An empty address is the page's own, asked for with GET.
function openAgain(words: string) {
  return html`<a class="next" href="">${words}</a>`;
}
