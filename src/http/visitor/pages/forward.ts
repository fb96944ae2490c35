import type { Texts } from "../texts/catalogue.ts";
import { html } from "./html.ts";
import { openGraph } from "./open-graph.ts";
import type { ForwardPage } from "./page.ts";
import { readable } from "./readable.ts";
import type { View } from "./view.ts";

export function forward(texts: Texts["forward"], page: ForwardPage, owner: string): View {
  return {
    status: 200,
    title: page.title === null ? texts.heading : texts.title(page.title),
    titleWhole: true,
    thread: "straight",
    heading: texts.heading,
    needs: "moving-on",
    head: html`<meta http-equiv="refresh" content=${`0;url=${page.url}`} />${openGraph(page, owner)}`,
    content: html`<p>${texts.moving}</p>
      <p><a class="next" href=${page.url}>${readable(withoutScheme(page.url))}</a></p>`,
  };
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//i, "").replace(/^([^/?#]+)\/$/, "$1");
}
