import type { VNode } from "preact";
import { html } from "./html.ts";
import type { Shown } from "./page.ts";

/** What messengers and networks show of a link before anybody opens it. */
export function openGraph({ title, description, image }: Shown, owner: string): VNode {
  return html`
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
