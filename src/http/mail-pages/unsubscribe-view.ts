import { html } from "../visitor/pages/html.ts";
import type { View } from "../visitor/pages/view.ts";
import type { MailPageTexts } from "./texts.ts";

/** Programs that look into mails open every address in them, so opening this one changes nothing. */
export function askView({ title, heading, why, stop }: MailPageTexts["ask"]): View {
  return {
    status: 200,
    title,
    thread: "straight",
    heading,
    needs: "form",
    content: html`<p>${why}</p><form method="post"><button>${stop}</button></form>`,
  };
}

export function doneView({ title, heading, again }: MailPageTexts["done"]): View {
  return { status: 200, title, thread: "cut", heading, content: html`<p>${again}</p>` };
}
