import type { Texts } from "../texts/catalogue.ts";
import { html } from "./html.ts";
import type { SubscribePage } from "./page.ts";
import type { View } from "./view.ts";

/**
 * Asks before the browser does. The button is there once the script knows that the browser can be
 * asked; without script the page moves on by itself.
 */
export function subscribe(
  texts: Texts["subscribe"],
  { serverKey, marker, onward }: SubscribePage,
  owner: string,
): View {
  return {
    status: 200,
    title: texts.title(owner),
    titleWhole: true,
    thread: "ringing",
    heading: texts.heading(owner),
    needs: "subscription",
    head: html`<noscript><meta http-equiv="refresh" content=${`0;url=${onward}`} /></noscript>`,
    content: html`<p>${texts.what}</p>
      <div class="choice">
        <button type="button" hidden data-key=${serverKey} data-marker=${marker}>${texts.allow}</button>
        <a class="next plain" href=${onward}>${texts.skip}</a>
      </div>
      <p class="note" role="status" data-asking=${texts.asking}>${texts.once}</p>`,
  };
}
