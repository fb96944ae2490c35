import type { Language } from "../../../kit/language.ts";
import { statisticsTextsIn } from "../texts/statistics.ts";
import { textsIn } from "../texts/texts.ts";
import { forward } from "./forward.ts";
import { frame } from "./frame.ts";
import { badAddress, error, full, method, notFound, passwordWait, unavailable } from "./notices.ts";
import type { Page, RenderedPage } from "./page.ts";
import { password } from "./password.ts";
import { contentSecurityPolicy } from "./policy.ts";
import { preview } from "./preview.ts";
import { groupStatistics, statistics } from "./statistics.ts";
import { subscribe } from "./subscribe.ts";
import type { View } from "./view.ts";
import { early, expired } from "./window.ts";

/** Complete HTML and the policy to send it with. `workspace` is null where nobody's link was found. */
export function renderPage(
  page: Page,
  language: Language,
  workspace: { readonly name: string } | null,
): RenderedPage {
  const owner = workspace?.name ?? "Simpul";
  const view = viewOf(page, language, owner);
  return {
    status: view.status,
    html: frame(view, language, owner),
    csp: contentSecurityPolicy(view.needs),
    language,
  };
}

function viewOf(page: Page, language: Language, owner: string): View {
  const texts = textsIn[language];
  switch (page.kind) {
    case "not-found":
      return notFound(texts.notFound, page.address);
    case "early":
      return early(language, page.opensAt, page.timeZone);
    case "expired":
      return expired(language, page.endedAt, page.timeZone);
    case "full":
      return full(texts.full);
    case "password":
      return password(texts.password, page);
    case "password-wait":
      return passwordWait(texts.passwordWait, page.minutes);
    case "forward":
      return forward(texts.forward, page, owner);
    case "subscribe":
      return subscribe(texts.subscribe, page, owner);
    case "preview":
      return preview(texts.preview, page, owner);
    case "statistics":
      return statistics(language, page, owner);
    case "group-statistics":
      return groupStatistics(language, page, owner);
    case "statistics-password":
      return password(statisticsTextsIn[language].password, { ...page, from: "" });
    case "statistics-wait":
      return passwordWait(statisticsTextsIn[language].passwordWait, page.minutes);
    case "unavailable":
      return unavailable(texts.unavailable);
    case "bad-address":
      return badAddress(texts.badAddress);
    case "method":
      return method(texts.method);
    case "error":
      return error(texts.error, page.requestId);
  }
}
