import type { VNode } from "preact";
import type { Language } from "../../../kit/language.ts";
import { type Moment, readMoment } from "../../../kit/moment.ts";
import { textsIn } from "../texts/texts.ts";
import { html } from "./html.ts";
import type { View } from "./view.ts";

export function early(language: Language, opensAt: Date, timeZone: string): View {
  const texts = textsIn[language].early;
  const moment = readMoment(opensAt, timeZone, language);
  return {
    status: 403,
    title: texts.title(moment.day),
    thread: "ahead",
    heading: texts.heading,
    content: html`${when(texts.opens, moment)}<p>${texts.again}</p>`,
  };
}

export function expired(language: Language, endedAt: Date, timeZone: string): View {
  const texts = textsIn[language].expired;
  return {
    status: 410,
    title: texts.title,
    thread: "cut",
    heading: texts.heading,
    content: html`${when(texts.until, readMoment(endedAt, timeZone, language))}<p>${texts.ask}</p>`,
  };
}

function when(label: string, { iso, text, zone }: Moment): VNode {
  return html`<dl class="when"><dt>${label}</dt>
    <dd><time datetime=${iso}>${text}</time><span class="z">${zone}</span></dd></dl>`;
}
