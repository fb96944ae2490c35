import type { VNode } from "preact";
import type { Texts } from "../texts/catalogue.ts";
import { html } from "./html.ts";
import type { PasswordPage } from "./page.ts";
import type { View } from "./view.ts";

export function password(
  texts: Texts["password"],
  { triesLeft, from }: Pick<PasswordPage, "triesLeft" | "from">,
): View {
  const wrong = triesLeft !== null;
  return {
    status: 401,
    title: wrong ? texts.wrongTitle : texts.title,
    thread: "tied",
    heading: texts.heading,
    needs: "form",
    content: html`<p>${texts.where}</p>
      <form method="post">
        <label for="password">${texts.label}</label>
        <span class="hint" id="hint">${texts.hint}</span>
        ${wrong ? alert(texts.wrong(triesLeft)) : null}
        <input
          id="password" name="password" type="password" required autofocus=${wrong}
          autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="100"
          aria-invalid=${wrong ? "true" : undefined}
          aria-describedby=${wrong ? "error hint" : "hint"}
        />
        ${from === "" ? null : html`<input type="hidden" name="from" value=${from} />`}
        <button>${texts.open}</button>
      </form>`,
  };
}

function alert(words: string): VNode {
  return html`<p class="error" id="error" role="alert">
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
      <circle cx="10" cy="10" r="8" /><path d="M10 5.5v5.5M10 13.5v.6" stroke-linecap="round" />
    </svg>
    <span>${words}</span>
  </p>`;
}
