import type { VNode } from "preact";
import type { Texts } from "../texts/catalogue.ts";
import { html } from "./html.ts";
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
    needs: "script",
    head: preview(page, owner),
    content: html`<p>${texts.moving}</p>
      <p><a class="next" href=${page.url}>${readable(withoutScheme(page.url))}</a></p>`,
  };
}

function preview({ url, title, description, image }: ForwardPage, owner: string): VNode {
  return html`
    <meta http-equiv="refresh" content=${`0;url=${url}`} />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content=${owner} />
    ${title === null ? null : html`<meta property="og:title" content=${title} />`}
    ${
      description === null
        ? null
        : html`<meta property="og:description" content=${description} />
          <meta name="description" content=${description} />`
    }
    ${image === null ? null : html`<meta property="og:image" content=${image} />`}
  `;
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//i, "").replace(/^([^/?#]+)\/$/, "$1");
}
