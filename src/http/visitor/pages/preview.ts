import type { Texts } from "../texts/catalogue.ts";
import { html } from "./html.ts";
import { openGraph } from "./open-graph.ts";
import type { Shown } from "./page.ts";
import type { View } from "./view.ts";

/** For machines that ask about a protected link: no word of where it leads. */
export function preview(texts: Texts["preview"], shown: Shown, owner: string): View {
  return {
    status: 200,
    title: shown.title ?? texts.title,
    thread: "tied",
    heading: shown.title ?? texts.heading,
    head: openGraph(shown, owner),
    content: html`
      ${shown.description === null ? null : html`<p>${shown.description}</p>`}
      <p>${texts.open}</p>
    `,
  };
}
