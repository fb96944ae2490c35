import { markerName } from "../../../links/marker.ts";
import type { Texts } from "../texts/catalogue.ts";
import { html } from "./html.ts";
import { openGraph } from "./open-graph.ts";
import type { PreviewPage } from "./page.ts";
import type { View } from "./view.ts";

/** For machines that ask about a protected link: no word of where it leads, and a way on for people. */
export function preview(texts: Texts["preview"], shown: PreviewPage, owner: string): View {
  return {
    status: 200,
    title: shown.title ?? texts.title,
    thread: "tied",
    heading: shown.title ?? texts.heading,
    needs: "form",
    head: openGraph(shown, owner),
    content: html`
      ${shown.description === null ? null : html`<p>${shown.description}</p>`}
      <p>${texts.why}</p>
      <form method="post">
        <input type="hidden" name=${markerName} value=${shown.marker} />
        <button>${texts.goOn}</button>
      </form>
    `,
  };
}
