import { renderToString } from "preact-render-to-string";
import type { Language } from "../../../kit/language.ts";
import { textsIn } from "../texts/texts.ts";
import { figuresStyle } from "./figures-style.ts";
import { html } from "./html.ts";
import { moveOnScript, subscribeScript } from "./scripts.ts";
import { style } from "./style.ts";
import { icon, markSvg, threadSvg } from "./thread.ts";
import type { Needs, View } from "./view.ts";

const opening = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<meta name="robots" content="noindex">
<meta name="theme-color" media="(prefers-color-scheme:light)" content="#f8f7f4">
<meta name="theme-color" media="(prefers-color-scheme:dark)" content="#111317">
<link rel="icon" href="${icon}">
`;
const sheet = `\n<style>${style}</style>\n`;
const figuresSheet = `\n<style>${figuresStyle}</style>\n`;
const scripts: Readonly<Record<Needs | "nothing", string>> = {
  nothing: "",
  form: "",
  figures: "",
  "moving-on": `\n<script>${moveOnScript}</script>`,
  subscription: `\n<script>${subscribeScript}</script>`,
};

/** Only what varies is rendered, and thereby escaped; the constant parts are put around it. */
export function frame(view: View, language: Language, owner: string): string {
  const title = view.titleWhole ? view.title : `${view.title} · ${owner}`;
  return [
    `<!doctype html>\n<html lang="${language}">\n<head>\n${opening}`,
    renderToString(html`<title>${title}</title>`),
    view.head === undefined ? "" : renderToString(view.head),
    `${view.needs === "figures" ? figuresSheet : sheet}</head>\n<body>\n`,
    renderToString(html`<header>${owner}</header>`),
    `\n<main>\n${view.thread === null ? "" : threadSvg(view.thread)}\n`,
    renderToString(html`<h1>${view.heading}</h1>`),
    renderToString(view.content),
    `\n</main>\n<footer>${markSvg}`,
    renderToString(html`<span>${view.foot ?? textsIn[language].shortLinksOf(owner)}</span>`),
    `</footer>${scripts[view.needs ?? "nothing"]}\n</body>\n</html>\n`,
  ].join("");
}
