import type { IncomingMessage, ServerResponse } from "node:http";
import { pickLanguage } from "../../kit/language.ts";
import type { Page } from "./pages/page.ts";
import { renderPage } from "./pages/render-page.ts";
import { type Headers, noHeaders, type Visit } from "./visit.ts";

/** Every visit is seen, and a change of the group holds at once. */
const always = ["Cache-Control", "private, no-store", "X-Robots-Tag", "noindex"] as const;

/** The destination comes last. */
const onward: Headers = [
  ...always,
  "Referrer-Policy",
  "no-referrer-when-downgrade",
  "Content-Length",
  "0",
  "Location",
  "",
];

/** Where a page leads learns the host of the link, not its id or query. */
const ofPage = [...always, "Referrer-Policy", "origin"] as const;

/** Sends the visitor on to another address. */
export function sendOn(
  response: ServerResponse,
  status: 301 | 302 | 303,
  location: string,
  more: Headers = noHeaders,
): void {
  // A copy of one block, where spreading would walk the list at every visit.
  const headers = onward.slice();
  headers[onward.length - 1] = location;
  if (more.length > 0) headers.push(...more);
  response.writeHead(status, headers);
  response.end();
}

export interface PageAnswer {
  readonly page: Page;
  /** Whose link it is; null where nobody's was found. */
  readonly owner: { readonly name: string } | null;
  /** Where it differs from the one that belongs to the page. */
  readonly status?: number;
  readonly more?: Headers;
}

/** Answers with a page in the visitor's language; a HEAD gets its headers. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { page, owner, status, more = noHeaders }: PageAnswer,
): void {
  const rendered = renderPage(page, pickLanguage(request.headers["accept-language"]), owner);
  const body = Buffer.from(rendered.html);
  response.writeHead(status ?? rendered.status, [
    ...ofPage,
    "Content-Type",
    "text/html; charset=utf-8",
    "Content-Length",
    String(body.length),
    "Content-Language",
    rendered.language,
    "Content-Security-Policy",
    rendered.csp,
    "X-Content-Type-Options",
    "nosniff",
    "Vary",
    "Accept-Language",
    ...more,
  ]);
  response.end(body);
}

/** For programs, or none where the status says all. */
export function sendText(
  { response }: Pick<Visit, "response">,
  status: number,
  text: string,
  more: Headers = noHeaders,
): void {
  response.writeHead(status, [...ofPage, ...(text === "" ? [] : textHeaders(text)), ...more]);
  response.end(text === "" ? undefined : `${text}\n`);
}

function textHeaders(text: string): Headers {
  const length = String(Buffer.byteLength(text) + 1);
  const nosniff = ["X-Content-Type-Options", "nosniff"];
  return ["Content-Type", "text/plain; charset=utf-8", "Content-Length", length, ...nosniff];
}
