import type { Language } from "../../../kit/language.ts";
import type { GroupMonth, LinkMonth } from "../../../statistics/link-month.ts";

/** One page that a visitor can meet, with exactly what it has to say. */
export type Page =
  | { readonly kind: "not-found"; readonly address: string }
  | { readonly kind: "early"; readonly opensAt: Date; readonly timeZone: string }
  | { readonly kind: "expired"; readonly endedAt: Date; readonly timeZone: string }
  | { readonly kind: "full" }
  | PasswordPage
  | { readonly kind: "password-wait"; readonly minutes: number }
  | ForwardPage
  | SubscribePage
  | PreviewPage
  | ({ readonly kind: "statistics" } & StatisticsPage)
  | ({ readonly kind: "group-statistics" } & GroupStatisticsPage)
  | { readonly kind: "statistics-password"; readonly triesLeft: number | null }
  | { readonly kind: "statistics-wait"; readonly minutes: number }
  | { readonly kind: "unavailable" }
  | { readonly kind: "bad-address" }
  | { readonly kind: "method" }
  | { readonly kind: "error"; readonly requestId: string };

/** What is shown of a link to those who have not opened it. */
export interface Shown {
  readonly title: string | null;
  readonly description: string | null;
  readonly image: string | null;
}

/** `url` is an absolute http or https URL; the rest is what the link's owner or the fetch of the title said. */
export interface ForwardPage extends Shown {
  readonly kind: "forward";
  readonly url: string;
}

/** What machines get of a protected link. */
export interface PreviewPage extends Shown {
  readonly kind: "preview";
  /** By which a person goes on whose app looks like a machine. */
  readonly marker: string;
}

export interface PasswordPage {
  readonly kind: "password";
  /** Null before the first answer. */
  readonly triesLeft: number | null;
  /** The host that led to the form, which hands it on. */
  readonly from: string;
}

/** What the browser needs to subscribe, and where the link goes on, from the page's own address. */
export interface SubscribePage {
  readonly kind: "subscribe";
  /** Public, in base64url. */
  readonly serverKey: string;
  readonly marker: string;
  readonly onward: string;
}

/** The statistics of a link in one month, for those whom its owner gave the password. */
export interface StatisticsPage extends MonthPage {
  /** The short URL without its scheme. */
  readonly address: string;
  readonly title: string | null;
  readonly figures: LinkMonth;
}

/** The statistics of a group in one month, likewise. */
export interface GroupStatisticsPage extends MonthPage {
  readonly name: string;
  readonly figures: GroupMonth;
}

interface MonthPage {
  readonly timeZone: string;
  /** Another month was asked for, and this is the nearest. */
  readonly instead: boolean;
}

export interface RenderedPage {
  readonly status: number;
  readonly html: string;
  /** The value of the Content-Security-Policy header that this page needs. */
  readonly csp: string;
  readonly language: Language;
}
